import { formatMs } from '../core/timeline/formatMs.ts';
import type { ExchangeRow, RowStatus } from '../core/timeline/panelView.ts';
import { purposeMeaning } from '../core/timeline/purposeMeaning.ts';
import { el } from './el.ts';
import { icon } from './icon.ts';
import { PhaseBar } from './phaseBar.ts';
import { phaseNames } from './phaseNames.ts';
import { setAttribute, setText } from './setAttribute.ts';
import { statusMark, statusMeaning } from './statusMark.ts';
import { t } from './translate.ts';
import { cell, type RowPlace } from './waterfallRow.ts';

/** One call: what, where, how it ended, when. It can show one call after another. */
export class CallRow {
  readonly kind = 'exchange';
  readonly #number = new Text();
  readonly #purpose = new Text();
  readonly #purposeBox = el('span', {}, this.#purpose);
  readonly #method = new Text();
  readonly #host = new Text();
  readonly #path = new Text();
  readonly #target = el('span', { class: 'target' }, el('span', { class: 'host' }, this.#host), el('span', { class: 'path' }, this.#path));
  readonly #reused = reusedMark();
  readonly #status = cell(3);
  readonly #time = new Text();
  readonly #bar = new PhaseBar();
  readonly #phases = el('span', { role: 'gridcell', class: 'c5' }, this.#bar.lane);
  readonly element = el(
    'div',
    { role: 'row', class: 'row call' },
    cell(0, this.#number),
    cell(1, this.#purposeBox),
    cell(2, el('span', { class: 'method' }, this.#method), this.#target, this.#reused),
    this.#status,
    cell(4, this.#time),
    this.#phases,
  );
  #shownStatus = '';

  /** `current` has the tab stop. */
  show(row: ExchangeRow, place: RowPlace, current: boolean, selected: boolean): void {
    const { element } = this;
    setAttribute(element, 'class', `row call${row.flagged ? ' flagged' : ''}`);
    setAttribute(element, 'tabindex', current ? '0' : '-1');
    setAttribute(element, 'aria-rowindex', String(place.rowIndex));
    setAttribute(element, 'aria-selected', String(selected));
    setAttribute(element, 'data-exchange', String(row.id));
    setText(this.#number, String(row.id + 1));
    setText(this.#purpose, row.purpose);
    setAttribute(this.#purposeBox, 'title', purposeMeaning(row.purpose, t));
    this.#showCall(row);
    this.#showStatus(row.status);
    setText(this.#time, row.status.kind === 'pending' ? '…' : formatMs(row.end - row.start, t));
    this.#bar.show(row, place.window, place.zoomed);
    setAttribute(this.#phases, 'aria-label', phasesInWords(row));
  }

  #showCall({ method, host, path, reused }: ExchangeRow): void {
    setText(this.#method, method);
    setText(this.#host, host);
    setText(this.#path, path.replace(/\?.*$/s, ''));
    setAttribute(this.#target, 'title', `${host}${path}`);
    this.#reused.hidden = !reused;
  }

  #showStatus(status: RowStatus): void {
    const key = JSON.stringify(status);
    if (key === this.#shownStatus) return;
    this.#shownStatus = key;
    const mark = statusMark(status);
    const meaning = statusMeaning(status);
    this.#status.replaceChildren(mark);
    // A label costs no layout, as unseen words in each row would.
    this.#status.setAttribute('aria-label', [mark.textContent, meaning].filter(Boolean).join(' '));
  }
}

function reusedMark(): HTMLElement {
  const title = t('On a connection that was already open');
  return el('span', { class: 'reused', role: 'img', 'aria-label': t('connection reused'), title }, icon('reuse'));
}

function phasesInWords(row: ExchangeRow): string {
  const phases = row.segments.map(part => {
    const text = `${phaseNames[part.phase]} ${formatMs(part.ms, t)}`;
    return part.broken ? t('{0}, broke here', text) : text;
  });
  return [t('starts at {0}', formatMs(row.start, t)), ...phases].join(', ');
}
