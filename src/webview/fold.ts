import { type Child, el } from './el.ts';
import { icon } from './icon.ts';

/** Something to open where it is wanted; closed at first. */
export function fold(title: string, ...children: readonly Child[]): HTMLElement {
  return el('details', { class: 'fold' }, el('summary', {}, icon('chevron'), title), ...children);
}
