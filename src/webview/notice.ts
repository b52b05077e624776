import { el } from './el.ts';
import { type IconName, icon } from './icon.ts';

/** The page when there is no run to draw. */
export function notice(glyph: IconName, title: string, text: string): HTMLElement {
  return el('div', { class: 'notice' }, icon(glyph), el('h1', {}, title), el('p', {}, text));
}
