import { readFileSync } from 'node:fs';

export const themeNames = ['light', 'dark', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof themeNames)[number];

const kinds: Readonly<Record<ThemeName, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast vscode-high-contrast-light',
};

const colours = JSON.parse(readFileSync(new URL('./fixtures/themes.json', import.meta.url), 'utf8')) as Readonly<
  Record<ThemeName, Readonly<Record<string, string>>>
>;

/** Class of the page's body and the custom properties that the editor sets for a theme. */
export function themeOf(name: ThemeName): { readonly bodyClass: string; readonly variables: Readonly<Record<string, string>> } {
  const fonts = {
    'font-family': 'system-ui, "DejaVu Sans", sans-serif',
    'font-size': '13px',
    'font-weight': 'normal',
    'editor-font-family': '"DejaVu Sans Mono", monospace',
    'editor-font-size': '12px',
  };
  const variables = { ...fonts, ...colours[name] };
  return {
    bodyClass: kinds[name],
    variables: Object.fromEntries(Object.entries(variables).map(([key, value]) => [`--vscode-${key.replaceAll('.', '-')}`, value])),
  };
}
