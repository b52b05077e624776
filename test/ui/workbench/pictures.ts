import type { ThemeName, Workbench } from './workbench.ts';

const themes: readonly (readonly [name: string, theme: ThemeName])[] = [
  ['light', 'light'],
  ['high-contrast', 'highContrast'],
  ['high-contrast-light', 'highContrastLight'],
  ['dark', 'dark'],
];

/** Pictures in all themes; the last one is dark. `ready` makes the scene again where a theme change ends it (a hover closes). */
export async function pictures(workbench: Workbench, name: string, ready: () => Promise<unknown> = async () => {}): Promise<void> {
  for (const [label, theme] of themes) {
    await workbench.setTheme(theme);
    await ready();
    await workbench.screenshot(`${name}-${label}`);
  }
}
