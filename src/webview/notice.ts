import { type Child, el } from './el.ts';
import { type IconName, icon } from './icon.ts';

/** The page when there is no run to draw, and what can be done about it. */
export function notice(glyph: IconName, title: string, text: string, ...actions: readonly Child[]): HTMLElement {
  return el('div', { class: 'notice' }, icon(glyph), el('h1', {}, title), el('p', {}, text), ...actions);
}
