import { formatMs } from '../core/timeline/formatMs.ts';
import type { Timeline } from '../core/timeline/panelView.ts';
import type { RowSort, SortColumn } from '../core/timeline/rowOrder.ts';
import { type TimeWindow, windowTicks } from '../core/timeline/timeWindow.ts';
import { clickable, el } from './el.ts';
import { type IconName, icon } from './icon.ts';
import { percent } from './percent.ts';
import { phaseNames } from './phaseNames.ts';
import { t } from './translate.ts';

/** The colours of the phases that occur. */
export function legend(phases: Timeline['phases']): HTMLElement | null {
  if (phases.length === 0) return null;
  const items = phases.map(phase => el('li', {}, el('span', { class: `swatch phase-${phase}` }), phaseNames[phase]));
  return el('ul', { class: 'legend', 'aria-label': t('Phases of a call') }, ...items);
}

/** The head row: names that sort, and the time ruler. */
export function rulerRow(window: TimeWindow, sort: RowSort, setSort: (column: SortColumn) => void): HTMLElement {
  const names: readonly (readonly [SortColumn, string, string])[] = [
    ['start', '#', t('number')],
    ['purpose', t('purpose'), t('purpose')],
    ['call', t('call'), t('call')],
    ['status', t('status'), t('status')],
    ['time', t('time'), t('time')],
  ];
  const heads = names.map(([column, text, name], index) => {
    const order = column === sort.column ? (sort.down ? 'descending' : 'ascending') : 'none';
    const glyph = order === 'none' || (column === 'start' && !sort.down) ? null : icon(sort.down ? 'down' : 'up');
    const button = el('button', { type: 'button', class: 'sort', 'data-sort': column, 'aria-label': t('Sort by {0}', name) }, text, glyph);
    return el(
      'span',
      { role: 'columnheader', class: `c${index}`, 'aria-sort': order },
      clickable(button, () => setSort(column)),
    );
  });
  return el(
    'div',
    { role: 'row', class: 'row ruler', 'aria-rowindex': 1 },
    ...heads,
    el('span', { role: 'columnheader', class: 'c5', 'aria-label': t('phases') }, ...marks(window)),
  );
}

/** A mark near the end has no room for its words; its line is there. */
function marks(window: TimeWindow): readonly HTMLElement[] {
  const whole = window.to - window.from;
  return windowTicks(window)
    .ticks.filter(tick => tick - window.from <= whole * 0.75)
    .map(tick => {
      const mark = el('span', { class: 'tick' }, tick === 0 ? '0' : formatMs(tick, t));
      mark.style.left = percent(tick - window.from, whole);
      return mark;
    });
}

/** A small button that shows an icon alone. */
export function iconTool(name: IconName, label: string, act: () => void): HTMLButtonElement {
  return clickable(
    el('button', { type: 'button', class: 'tool icon-tool', title: label }, icon(name), el('span', { class: 'unseen' }, label)),
    act,
  );
}
