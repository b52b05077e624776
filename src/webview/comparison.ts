import type { ComparedRun, ComparedValue, Comparison } from '../core/timeline/compareView.ts';
import { comparedHops } from './comparedHops.ts';
import { valueTable } from './comparedValues.ts';
import { clickable, el } from './el.ts';
import { fold } from './fold.ts';
import { icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { section } from './section.ts';
import { t } from './translate.ts';
import { clock } from './words.ts';

/** Two runs side by side: what has changed in words, then call by call, challenge and claims. */
export function comparison(view: Comparison, page: Pick<PageContext, 'post'>): HTMLElement {
  const [first, ...others] = view.remarks;
  const rest = others.map(text => el('li', {}, icon('dot'), el('span', {}, text)));
  return el(
    'div',
    { class: 'comparison' },
    el(
      'header',
      { class: 'compare-head' },
      el('p', { class: 'origin' }, el('span', { class: 'name' }, t('Two runs compared'))),
      el('h1', { class: 'headline' }, first ?? t('Nothing differs but times and ids')),
      rest.length === 0 ? null : el('ul', { class: 'compare-remarks' }, ...rest),
      el('div', { class: 'compare-runs' }, runCard(t('before'), view.left, page), runCard(t('after'), view.right, page)),
    ),
    view.hops.length === 0 ? null : section('compare-calls', t('Calls'), null, comparedHops(view.hops)),
    values('compare-challenge', t('Challenge'), view.challenge),
    values('compare-token', t('Token'), view.claims),
  );
}

function runCard(side: string, run: ComparedRun, page: Pick<PageContext, 'post'>): HTMLElement {
  const open = clickable(el('button', { type: 'button', class: 'tool' }, icon('open'), t('Show this run')), () =>
    page.post({ type: 'open-run', runId: run.runId }),
  );
  return el(
    'section',
    { class: 'compare-run', 'aria-label': `${side}: ${run.title}` },
    el('p', { class: 'muted' }, side, ' · ', clock(run.startedAt)),
    el('p', { class: 'origin' }, el('span', { class: 'name' }, run.title), ...run.context.map(part => el('span', {}, part))),
    el('p', {}, run.headline),
    open,
  );
}

/** What differs is in view, what is the same is folded away. */
function values(id: string, title: string, rows: readonly ComparedValue[]): HTMLElement | null {
  if (rows.length === 0) return null;
  const alone = onlyIn(rows);
  if (alone !== null)
    return section(id, title, null, el('p', { class: 'muted' }, alone), fold(t('All values ({0})', rows.length), valueTable(title, rows)));
  const changed = rows.filter(row => row.change !== 'same');
  const same = rows.filter(row => row.change === 'same');
  return section(
    id,
    title,
    null,
    changed.length === 0 ? el('p', { class: 'muted' }, t('no difference')) : valueTable(title, changed),
    same.length === 0 ? null : fold(same.length === 1 ? t('1 is the same') : t('{0} are the same', same.length), valueTable(title, same)),
  );
}

/** Where one of the two runs had no such thing at all. */
function onlyIn(rows: readonly ComparedValue[]): string | null {
  if (rows.every(row => row.change === 'added')) return t('only after');
  return rows.every(row => row.change === 'removed') ? t('only before') : null;
}
