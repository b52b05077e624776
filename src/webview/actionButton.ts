import { clickable, el } from './el.ts';
import { type IconName, icon } from './icon.ts';

/** A button of the bar below a headline. */
export function actionButton(name: IconName, label: string, primary: boolean, act: () => void): HTMLElement {
  const glyph = icon(name);
  glyph.setAttribute('slot', 'content-before');
  return clickable(el('vscode-button', { secondary: !primary, 'data-action': label }, glyph, label), act);
}
