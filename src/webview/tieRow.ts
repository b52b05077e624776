import type { Fact, Tie } from '../core/timeline/panelView.ts';
import { differing } from './differing.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { t } from './translate.ts';
import { words } from './words.ts';

/** One line of the comparison: what is wanted, whether it fits, what there is, and a picture of that where one says more. */
export function tieRow(tie: Tie, picture: HTMLElement | null = null): HTMLElement {
  const state = tie.ok === null ? 'none' : tie.ok ? 'match' : 'clash';
  const verdict = tie.ok === null ? t('not compared with') : tie.ok ? t('fits') : t('does not fit');
  const mark = tie.ok === null ? '' : icon(tie.ok ? 'check' : 'cross');
  return el(
    'div',
    { class: `tie tie-${state}` },
    side(tie.want, null, 'want'),
    el('span', { class: 'tie-mark' }, mark, el('span', { class: 'unseen' }, verdict)),
    el(
      'div',
      { class: 'tie-got' },
      side(tie.got, tie.ok === false ? codeOf(tie.want) : null, 'got'),
      tie.note === null ? null : el('p', { class: 'tie-note' }, tie.note),
      picture,
    ),
  );
}

function side(fact: Fact | null, wanted: string | null, name: string): HTMLElement {
  if (fact === null) return el('div', { class: `tie-side ${name} nothing` }, '–');
  const value = codeOf(fact);
  const shown = wanted === null || value === null ? words(fact.parts) : [differing(value, wanted)];
  return el(
    'div',
    { class: `tie-side ${name}`, 'data-field': fact.label },
    el('span', { class: 'tie-label' }, fact.label),
    el('span', { class: 'tie-value' }, ...shown),
  );
}

function codeOf(fact: Fact | null): string | null {
  const part = fact?.parts[0];
  return typeof part === 'object' && 'code' in part ? part.code : null;
}
