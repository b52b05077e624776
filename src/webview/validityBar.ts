import type { ValidityBar } from '../core/timeline/panelView.ts';
import { el } from './el.ts';
import { t } from './translate.ts';
import { clock } from './words.ts';

/** Clocks this close together, in seconds, are one hand. */
const together = 5;

/** When the token is good, and where the judging clock stands; this machine's beside it where the two differ. */
export function validityBar(bar: ValidityBar): HTMLElement {
  const hands = Math.abs(bar.skew ?? 0) > together ? [bar.clock, bar.local] : [bar.clock];
  const low = Math.min(bar.from, ...hands);
  const high = Math.max(bar.to, ...hands);
  const at = (time: number): string => `${((100 * (time - low)) / (high - low || 1)).toFixed(2)}%`;
  const good = bar.clock >= bar.from && bar.clock < bar.to;
  const range = el('span', { class: 'range' });
  range.style.left = at(bar.from);
  range.style.right = `${(100 - (100 * (bar.to - low)) / (high - low || 1)).toFixed(2)}%`;
  const marks = hands.map((time, index) => {
    const hand = el('span', { class: index === 0 ? 'hand' : 'hand local', title: index === 0 ? clockName(bar) : t('local clock') });
    hand.style.left = at(time);
    return hand;
  });
  return el(
    'div',
    { class: `validity${good ? '' : ' outside'}` },
    el('div', { class: 'validity-line', 'aria-hidden': 'true' }, range, ...marks),
    el('p', { class: 'validity-ends' }, el('span', {}, clock(bar.from)), el('span', {}, clock(bar.to))),
    hands.length === 1
      ? null
      : el('p', { class: 'validity-skew' }, clockName(bar), ' ', clock(bar.clock), ' · ', t('local clock'), ' ', clock(bar.local)),
  );
}

function clockName(bar: ValidityBar): string {
  return bar.clockIsServer ? t("server's clock") : t('local clock');
}
