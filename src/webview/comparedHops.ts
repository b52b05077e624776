import type { ComparedCall, ComparedHop } from '../core/timeline/compareView.ts';
import { formatMs } from '../core/timeline/formatMs.ts';
import { valueTable } from './comparedValues.ts';
import { el } from './el.ts';
import { fold } from './fold.ts';
import { icon } from './icon.ts';
import { statusMark, statusMeaning } from './statusMark.ts';
import { t } from './translate.ts';

/** More calls than anybody reads side by side: the rest is told by its number. */
const most = 500;

/** The calls of both runs, each beside the one that plays the same part. */
export function comparedHops(hops: readonly ComparedHop[]): HTMLElement {
  const items = hops.slice(0, most).map(hop => el('li', { class: `hop change-${hop.change}` }, hopView(hop)));
  const rest = hops.length - items.length;
  return el(
    'div',
    {},
    el('ol', { class: 'hops' }, ...items),
    rest === 0 ? null : el('p', { class: 'muted' }, t('and {0} more calls', rest)),
  );
}

function hopView(hop: ComparedHop): HTMLElement {
  const call = hop.right ?? hop.left;
  const said = { same: t('same'), changed: t('differs'), added: t('only after'), removed: t('only before') }[hop.change];
  const glyph = icon(({ same: 'check', changed: 'swap', added: 'plus', removed: 'minus' } as const)[hop.change]);
  return el(
    'div',
    { class: 'hop-lines' },
    el(
      'p',
      { class: 'hop-name' },
      glyph,
      el('span', { class: 'hop-purpose' }, call?.purpose ?? ''),
      el('code', { class: 'hop-target' }, call === null ? '' : `${call.method} ${call.host}${call.path.replace(/\?.*$/s, '')}`),
      el('span', { class: 'muted' }, said),
    ),
    el('div', { class: 'hop-sides' }, side(t('before'), hop.left), side(t('after'), hop.right)),
    hop.differences.length === 0
      ? null
      : fold(
          hop.differences.length === 1 ? t('1 difference') : t('{0} differences', hop.differences.length),
          valueTable(t('Differences of this call'), hop.differences),
        ),
  );
}

function side(label: string, call: ComparedCall | null): HTMLElement {
  return el(
    'p',
    { class: 'hop-side' },
    el('span', { class: 'muted' }, label),
    ...(call === null
      ? [el('span', { class: 'nothing' }, '–')]
      : [
          statusMark(call.status),
          el('span', { class: 'unseen' }, ` ${statusMeaning(call.status) ?? ''}`),
          call.ms === null ? '…' : formatMs(call.ms, t),
        ]),
  );
}
