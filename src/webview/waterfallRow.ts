import { formatMs } from '../core/timeline/formatMs.ts';
import type { ExchangeRow, NoteRow } from '../core/timeline/panelView.ts';
import { purposeMeaning } from '../core/timeline/purposeMeaning.ts';
import { type TimeWindow, windowTicks } from '../core/timeline/timeWindow.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { phaseNames } from './phaseNames.ts';
import { statusWords } from './statusWords.ts';
import { t } from './translate.ts';
import { words } from './words.ts';

/** How many cells a row has. */
export const columns = 6;

export interface RowPlace {
  /** From 1, the head row included. */
  readonly rowIndex: number;
  readonly window: TimeWindow;
  readonly zoomed: boolean;
}

/** One call: what, where, how it ended, when. `current` has the tab stop. */
export function callRow(row: ExchangeRow, place: RowPlace, current: boolean, selected: boolean): HTMLElement {
  return el(
    'div',
    {
      role: 'row',
      class: `row call${row.flagged ? ' flagged' : ''}`,
      tabindex: current ? 0 : -1,
      'aria-rowindex': place.rowIndex,
      'aria-selected': selected ? 'true' : 'false',
      'data-exchange': row.id,
    },
    cell(0, String(row.id + 1)),
    cell(1, el('span', { title: purposeMeaning(row.purpose, t) }, row.purpose)),
    cell(2, ...callWords(row)),
    cell(3, ...statusWords(row.status)),
    cell(4, row.status.kind === 'pending' ? '…' : formatMs(row.end - row.start)),
    cell(5, bar(row, place), el('span', { class: 'unseen' }, phasesInWords(row))),
  );
}

/** What happened between two calls. */
export function noteRow(row: NoteRow, place: RowPlace): HTMLElement {
  const glyph = row.tone === 'plain' ? 'dot' : row.tone === 'good' ? 'check' : 'warning';
  return el(
    'div',
    { role: 'row', class: `row note tone-${row.tone}`, 'aria-rowindex': place.rowIndex },
    el(
      'span',
      { role: 'gridcell', class: 'note-text', 'aria-colspan': columns },
      icon(glyph),
      el('span', { class: 'note-words' }, ...words(row.parts)),
    ),
  );
}

/** A share of a whole as CSS wants it. */
export function percent(value: number, whole: number): string {
  return `${((100 * value) / (whole || 1)).toFixed(3)}%`;
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
          { class: 'reused', title: t('On a connection that was already open') },
          icon('reuse'),
          el('span', { class: 'unseen' }, t('connection reused')),
        )
      : null,
  ];
}

function bar(row: ExchangeRow, { window, zoomed }: RowPlace): HTMLElement {
  const whole = window.to - window.from;
  const span = Math.max(row.end - row.start, 0.001);
  const open = row.status.kind === 'pending' || row.status.kind === 'stopped';
  const line = el('span', { class: `bar${open ? ` ${row.status.kind}` : ''}` });
  line.style.left = percent(row.start - window.from, whole);
  line.style.width = percent(row.end - row.start, whole);
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
  return el('span', { class: `lane${zoomed ? ' zoomed' : ''}`, 'aria-hidden': 'true' }, line);
}

/** Where the fine lines of the lanes stand, for all rows at once. */
export function laneLines(element: HTMLElement, window: TimeWindow): void {
  const whole = window.to - window.from;
  const { step, ticks } = windowTicks(window);
  const width = Math.min(step / whole, 0.999);
  const first = Math.min(((ticks[0] ?? window.from) - window.from) / whole, 1);
  element.style.setProperty('--tick', percent(width, 1));
  // CSS counts a background's place in shares of the room that is left beside it.
  element.style.setProperty('--tick-at', percent(first, 1 - width));
}

function phasesInWords(row: ExchangeRow): string {
  const phases = row.segments.map(part => {
    const text = `${phaseNames[part.phase]} ${formatMs(part.ms)}`;
    return part.broken ? t('{0}, broke here', text) : text;
  });
  return [t('starts at {0}', formatMs(row.start)), ...phases].join(', ');
}
