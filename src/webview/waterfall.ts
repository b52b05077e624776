import { formatMs } from '../core/timeline/formatMs.ts';
import type { ExchangeRow, NoteRow, PanelModel, PanelRow, Timeline } from '../core/timeline/panelView.ts';
import { purposeMeaning } from '../core/timeline/purposeMeaning.ts';
import { clickable, el } from './el.ts';
import { icon } from './icon.ts';
import type { PageContext } from './pageContext.ts';
import { phaseNames } from './phaseNames.ts';
import { section } from './section.ts';
import { statusWords } from './statusWords.ts';
import { words } from './words.ts';

const columns = 6;

/** The calls of the run on one time scale, and what happened between them. A grid of rows for keyboard and screen reader. */
export function waterfall(model: PanelModel, selected: number | null, page: PageContext): HTMLElement | null {
  const { timeline } = model;
  if (timeline.rows.length === 0) return null;
  const calls = timeline.rows.filter(row => row.kind === 'exchange');
  const current = calls.find(row => row.id === selected) ?? calls[0];
  const rows = timeline.rows.map((row, index) =>
    row.kind === 'note' ? noteRow(row, index, timeline) : callRow(row, index, timeline, current, selected, page),
  );
  const grid = el(
    'div',
    { class: 'waterfall', role: 'grid', 'aria-label': 'Calls of this run', 'aria-rowcount': rows.length + 1, 'aria-colcount': columns },
    calls.length === 0 ? null : rulerRow(timeline),
    el('div', { role: 'rowgroup' }, ...rows),
  );
  grid.addEventListener('keydown', event => moveFocus(grid, event, page));
  return section('timeline', 'Timeline', null, legend(timeline), grid);
}

function legend(timeline: Timeline): HTMLElement | null {
  if (timeline.phases.length === 0) return null;
  const items = timeline.phases.map(phase => el('li', {}, el('span', { class: `swatch phase-${phase}` }), phaseNames[phase]));
  return el('ul', { class: 'legend', 'aria-label': 'Phases of a call' }, ...items);
}

function rulerRow(timeline: Timeline): HTMLElement {
  // A mark near the end has no room for its words; its line is there.
  const marks = timeline.ticks
    .filter(tick => tick <= timeline.scale * 0.75)
    .map(tick => {
      const mark = el('span', { class: 'tick' }, tick === 0 ? '0' : formatMs(tick));
      mark.style.left = percent(tick, timeline.scale);
      return mark;
    });
  const names = ['#', 'purpose', 'call', 'status', 'time'].map((name, i) => el('span', { role: 'columnheader', class: `c${i}` }, name));
  return el(
    'div',
    { role: 'rowgroup', class: 'ruler-group' },
    el(
      'div',
      { role: 'row', class: 'row ruler', 'aria-rowindex': 1 },
      ...names,
      el('span', { role: 'columnheader', class: 'c5', 'aria-label': 'phases' }, ...marks),
    ),
  );
}

function callRow(
  row: ExchangeRow,
  index: number,
  timeline: Timeline,
  current: PanelRow | undefined,
  selected: number | null,
  page: PageContext,
): HTMLElement {
  const element = el(
    'div',
    {
      role: 'row',
      class: `row call${row.flagged ? ' flagged' : ''}`,
      tabindex: row === current ? 0 : -1,
      'aria-rowindex': index + 2,
      'aria-selected': row.id === selected ? 'true' : 'false',
      'data-exchange': row.id,
    },
    cell(0, String(row.id + 1)),
    cell(1, el('span', { title: purposeMeaning[row.purpose] }, row.purpose)),
    cell(2, ...callWords(row)),
    cell(3, ...statusWords(row.status)),
    cell(4, row.status.kind === 'pending' ? '…' : formatMs(row.end - row.start)),
    cell(5, bar(row, timeline), el('span', { class: 'unseen' }, phasesInWords(row))),
  );
  return clickable(element, () => page.select(row.id === selected ? null : row.id));
}

function cell(column: number, ...children: readonly (Node | string | null)[]): HTMLElement {
  return el('span', { role: 'gridcell', class: `c${column}` }, ...children);
}

function callWords(row: ExchangeRow): readonly (Node | null)[] {
  return [
    el('span', { class: 'method' }, row.method),
    el(
      'span',
      { class: 'target', title: `${row.host}${row.path}` },
      el('span', { class: 'host' }, row.host),
      el('span', { class: 'path' }, row.path.replace(/\?.*$/s, '')),
    ),
    row.reused
      ? el(
          'span',
          { class: 'reused', title: 'On a connection that was already open' },
          icon('reuse'),
          el('span', { class: 'unseen' }, 'connection reused'),
        )
      : null,
  ];
}

function bar(row: ExchangeRow, timeline: Timeline): HTMLElement {
  const span = Math.max(row.end - row.start, 0.001);
  const line = el('span', { class: `bar${row.status.kind === 'pending' ? ' pending' : ''}` });
  line.style.left = percent(row.start, timeline.scale);
  line.style.width = percent(row.end - row.start, timeline.scale);
  for (const part of row.segments) {
    const segment = el('span', {
      class: `segment phase-${part.phase}${part.broken ? ' broken' : ''}`,
      title: `${phaseNames[part.phase]} ${formatMs(part.ms)}`,
    });
    segment.style.left = percent(part.start - row.start, span);
    segment.style.width = percent(part.ms, span);
    line.append(segment);
  }
  if (row.status.kind === 'failed') line.append(el('span', { class: 'break' }, icon('cross')));
  const lane = el('span', { class: 'lane', 'aria-hidden': 'true' }, line);
  lane.style.setProperty('--tick', percent(timeline.ticks[1] ?? timeline.scale, timeline.scale));
  return lane;
}

function phasesInWords(row: ExchangeRow): string {
  const phases = row.segments.map(part => `${phaseNames[part.phase]} ${formatMs(part.ms)}${part.broken ? ', broke here' : ''}`);
  return [`starts at ${formatMs(row.start)}`, ...phases].join(', ');
}

function noteRow(row: NoteRow, index: number, timeline: Timeline): HTMLElement {
  const glyph = row.tone === 'plain' ? 'dot' : row.tone === 'good' ? 'check' : 'warning';
  const element = el(
    'div',
    { role: 'row', class: `row note tone-${row.tone}`, 'aria-rowindex': index + 2 },
    el('span', { role: 'gridcell', class: 'note-text', 'aria-colspan': columns }, icon(glyph), el('span', {}, ...words(row.parts))),
  );
  element.style.setProperty('--at', percent(row.at, timeline.scale));
  return element;
}

function percent(value: number, whole: number): string {
  return `${((100 * value) / (whole || 1)).toFixed(3)}%`;
}

/** Roving focus: arrows, Home and End move between calls, Enter and Space open one. */
function moveFocus(grid: HTMLElement, event: KeyboardEvent, page: PageContext): void {
  const calls = [...grid.querySelectorAll<HTMLElement>('.call')];
  const at = calls.indexOf(event.target as HTMLElement);
  if (at < 0) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    page.select(Number(calls[at]?.dataset.exchange));
    return;
  }
  const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: calls.length - 1 }[event.key];
  const next = goal === undefined ? undefined : calls[goal];
  if (goal !== undefined) event.preventDefault();
  if (next === undefined) return;
  calls[at]?.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
}
