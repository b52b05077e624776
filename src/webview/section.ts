import { type Child, el } from './el.ts';

/** A titled part of the page, with a count where that tells something. */
export function section(id: string, title: string, count: number | null, ...children: readonly Child[]): HTMLElement {
  const heading = el('h2', { id: `${id}-title` }, title, count === null ? null : el('vscode-badge', { variant: 'counter' }, String(count)));
  return el('section', { id, class: `part part-${id}`, 'aria-labelledby': `${id}-title` }, heading, ...children);
}
