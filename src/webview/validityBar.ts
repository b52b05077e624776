import type { ValidityBar } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { clock } from './words.ts';

/** When the token is good, and where the judging clock stands. The line reaches past both ends where the clock does. */
export function validityBar(bar: ValidityBar): HTMLElement {
  const low = Math.min(bar.from, bar.clock);
  const span = Math.max(bar.to, bar.clock) - low || 1;
  const at = (time: number): string => `${((100 * (time - low)) / span).toFixed(2)}%`;
  const good = bar.clock >= bar.from && bar.clock < bar.to;
  const range = el('span', { class: 'range' });
  range.style.left = at(bar.from);
  range.style.right = `${(100 - (100 * (bar.to - low)) / span).toFixed(2)}%`;
  const hand = el('span', { class: 'hand' });
  hand.style.left = at(bar.clock);
  return el(
    'div',
    { class: `validity${good ? '' : ' outside'}` },
    el('div', { class: 'validity-line', 'aria-hidden': 'true' }, range, hand),
    el('p', { class: 'validity-ends' }, el('span', {}, clock(bar.from)), el('span', {}, clock(bar.to))),
  );
}
