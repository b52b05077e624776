import type { PanelModel, PanelRow, Timeline } from '../core/timeline/panelView.ts';
import { rowFilter } from '../core/timeline/rowFilter.ts';
import { asItHappened, orderRows, type RowSort, type SortColumn } from '../core/timeline/rowOrder.ts';
import { panWindow, type TimeWindow, windowAround, zoomWindow } from '../core/timeline/timeWindow.ts';
import { CallRow } from './callRow.ts';
import { el } from './el.ts';
import { FilterBox } from './filterBox.ts';
import { NoteLine } from './noteLine.ts';
import type { PageContext } from './pageContext.ts';
import { section } from './section.ts';
import { t } from './translate.ts';
import { type RowView, VirtualRows } from './virtualRows.ts';
import { iconTool, legend, rulerRow } from './waterfallHead.ts';
import { columns, laneLines, type RowPlace } from './waterfallRow.ts';

/** The calls of the run on one time scale, and what happened between them. A grid of rows for keyboard and screen reader. */
export class Waterfall {
  readonly place = el('div', { class: 'slot' });
  readonly #page: PageContext;
  readonly #legend = el('div', { class: 'legend-place' });
  readonly #tools = el('div', { class: 'waterfall-tools', role: 'group', 'aria-label': t('Tools of the timeline') });
  readonly #head = el('div', { role: 'rowgroup', class: 'ruler-group' });
  readonly #rowsPlace = el('div', { role: 'rowgroup', class: 'rows' });
  readonly #grid = el('div', { class: 'waterfall', role: 'grid', 'aria-label': t('Calls of this run'), 'aria-colcount': columns });
  readonly #list: VirtualRows;
  readonly #filter: FilterBox;
  readonly #zoomOut: readonly HTMLButtonElement[];
  readonly #section: HTMLElement;
  #timeline: Timeline | null = null;
  #runId = '';
  #selected: number | null = null;
  #shown: readonly PanelRow[] = [];
  #sort: RowSort = asItHappened;
  #window: TimeWindow | null = null;
  /** The call with the tab stop. */
  #current: number | null = null;

  constructor(page: PageContext) {
    this.#page = page;
    this.#list = new VirtualRows(this.#rowsPlace, {
      kindOf: index => this.#shown[index]?.kind ?? 'exchange',
      make: kind => (kind === 'note' ? this.#noteView() : this.#callView()),
    });
    this.#filter = new FilterBox(
      () => this.#arrange(),
      () => this.#focusAt(0),
    );
    this.#zoomOut = [
      iconTool('minus', t('Zoom out (-)'), () => this.#zoom(2)),
      iconTool('fit', t('Show all (0)'), () => this.#setWindow(null)),
    ];
    const zoomIn = iconTool('plus', t('Zoom in (+)'), () => this.#zoom(0.5));
    this.#tools.append(this.#filter.toggle, zoomIn, ...this.#zoomOut);
    this.#grid.append(this.#head, this.#rowsPlace);
    this.#grid.addEventListener('keydown', event => this.#onKey(event));
    this.#grid.addEventListener('wheel', event => this.#onWheel(event), { passive: false });
    this.#rowsPlace.addEventListener('click', event => this.#onClick(event));
    this.#rowsPlace.addEventListener('focusin', event => this.#onFocus(event));
    this.#section = section(
      'timeline',
      t('Timeline'),
      null,
      el('div', { class: 'waterfall-bar' }, this.#legend, this.#tools),
      this.#filter.place,
      this.#grid,
    );
  }

  draw(model: PanelModel, selected: number | null): void {
    if (model.timeline === this.#timeline && model.runId === this.#runId && selected === this.#selected) return;
    if (model.runId !== this.#runId) this.#startRun(model);
    this.#timeline = model.timeline;
    this.#selected = selected;
    if (selected !== null) this.#current = selected;
    const { rows, phases } = model.timeline;
    this.place.replaceChildren(...(rows.length === 0 ? [] : [this.#section]));
    this.#legend.replaceChildren(...[legend(phases)].filter(one => one !== null));
    this.#arrange();
  }

  clear(): void {
    this.#timeline = null;
    this.place.replaceChildren();
  }

  /** Puts the focus on a call, wherever it is in the list. */
  focusCall(exchange: number): void {
    this.#focusAt(this.#shown.findIndex(row => row.kind === 'exchange' && row.id === exchange));
  }

  #startRun({ runId, timeline }: PanelModel): void {
    this.#runId = runId;
    this.#sort = asItHappened;
    this.#window = null;
    this.#current = null;
    this.#filter.reset(timeline.rows.length);
    this.#list.toTop();
  }

  /** Filter and order anew, then draw. */
  #arrange(): void {
    const { rows } = this.#timeline ?? { rows: [] };
    const text = this.#filter.text;
    const found = text === '' ? rows : rows.filter(rowFilter(text));
    this.#shown = orderRows(found, this.#sort);
    const calls = this.#shown.filter(row => row.kind === 'exchange');
    if (!calls.some(row => row.id === this.#current)) this.#current = calls[0]?.id ?? null;
    this.#filter.tell(text === '' ? null : calls.length, rows.filter(row => row.kind === 'exchange').length);
    this.#redraw();
  }

  #redraw(): void {
    const timeline = this.#timeline;
    if (timeline === null) return;
    const window = this.#windowNow(timeline);
    const hasCalls = timeline.rows.some(row => row.kind === 'exchange');
    this.#head.hidden = !hasCalls;
    this.#tools.hidden = !hasCalls;
    const sorting = document.activeElement?.getAttribute('data-sort') ?? null;
    this.#head.replaceChildren(...(hasCalls ? [rulerRow(window, this.#sort, column => this.#sortBy(column))] : []));
    if (sorting !== null) this.#head.querySelector<HTMLElement>(`[data-sort="${CSS.escape(sorting)}"]`)?.focus();
    this.#grid.setAttribute('aria-rowcount', String(this.#shown.length + 1));
    for (const button of this.#zoomOut) button.disabled = this.#window === null;
    laneLines(this.#grid, window);
    const focused = this.#rowsPlace.contains(document.activeElement);
    const kept = this.#shown.findIndex(row => row.kind === 'exchange' && row.id === this.#current);
    this.#list.draw(this.#shown.length, kept < 0 ? null : kept);
    this.#grid.classList.toggle('has-virtual', this.#list.isVirtual);
    if (focused) this.#rowsPlace.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }

  #windowNow({ scale }: Timeline): TimeWindow {
    return this.#window ?? { from: 0, to: scale };
  }

  #placeOf(index: number): RowPlace {
    const window = this.#timeline === null ? { from: 0, to: 1 } : this.#windowNow(this.#timeline);
    return { rowIndex: index + 2, window, zoomed: this.#window !== null };
  }

  #callView(): RowView {
    const call = new CallRow();
    const show = (index: number): void => {
      const row = this.#shown[index];
      if (row?.kind === 'exchange') call.show(row, this.#placeOf(index), row.id === this.#current, row.id === this.#selected);
    };
    return { kind: call.kind, element: call.element, show };
  }

  #noteView(): RowView {
    const note = new NoteLine();
    const show = (index: number): void => {
      const row = this.#shown[index];
      if (row?.kind === 'note') note.show(row, this.#placeOf(index));
    };
    return { kind: note.kind, element: note.element, show };
  }

  #sortBy(column: SortColumn): void {
    this.#sort = { column, down: this.#sort.column === column && !this.#sort.down };
    this.#arrange();
  }

  #setWindow(window: TimeWindow | null): void {
    const { scale } = this.#timeline ?? { scale: 1 };
    this.#window = window === null || window.to - window.from >= scale ? null : window;
    this.#redraw();
  }

  /** Around the focused call, or around `centre` ms where the mouse says so. */
  #zoom(factor: number, centre?: number): void {
    if (this.#timeline === null) return;
    const { scale, rows } = this.#timeline;
    const call = rows.find(row => row.kind === 'exchange' && row.id === this.#current);
    const middle = call?.kind === 'exchange' ? (call.start + call.end) / 2 : scale / 2;
    const window = this.#windowNow(this.#timeline);
    const inside = middle >= window.from && middle <= window.to ? middle : (window.from + window.to) / 2;
    this.#setWindow(zoomWindow(window, factor, centre ?? inside, scale));
  }

  #pan(share: number): void {
    if (this.#timeline === null || this.#window === null) return;
    this.#setWindow(panWindow(this.#window, share, this.#timeline.scale));
  }

  /** The tab stop goes where the focus is, however it got there. */
  #onFocus(event: Event): void {
    const row = event.target instanceof HTMLElement && event.target.classList.contains('call') ? event.target : null;
    if (row === null || row.tabIndex === 0) return;
    this.#rowsPlace.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    row.setAttribute('tabindex', '0');
    this.#current = Number(row.dataset['exchange']);
  }

  #onClick(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.call') : null;
    if (row === null) return;
    const id = Number(row.dataset['exchange']);
    this.#current = id;
    this.#page.select(id === this.#selected ? null : id);
  }

  /** With Ctrl the wheel zooms where the mouse is, with Shift it moves along the time. */
  #onWheel(event: WheelEvent): void {
    const lane = event.target instanceof Element ? event.target.closest('.c5') : null;
    if (lane === null || this.#timeline === null) return;
    if (event.ctrlKey) {
      event.preventDefault();
      const { left, width } = lane.getBoundingClientRect();
      const window = this.#windowNow(this.#timeline);
      this.#zoom(event.deltaY > 0 ? 1.25 : 0.8, window.from + ((event.clientX - left) / (width || 1)) * (window.to - window.from));
    } else if (event.shiftKey && this.#window !== null) {
      event.preventDefault();
      this.#pan(event.deltaY > 0 ? 0.1 : -0.1);
    }
  }

  /** Roving focus: arrows, pages, Home and End move between calls, Enter and Space open one; + - 0 z zoom, sideways arrows move along. */
  #onKey(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target === null || event.ctrlKey || event.altKey || event.metaKey || !target.classList.contains('call')) return;
    const act = this.#keyAct(event.key, Number(target.dataset['exchange']));
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  #keyAct(key: string, id: number): (() => void) | undefined {
    const calls = this.#shown.flatMap((row, index) => (row.kind === 'exchange' ? [index] : []));
    const at = calls.findIndex(index => this.#idAt(index) === id);
    const to = (place: number) => () => this.#focusAt(calls[Math.max(0, Math.min(place, calls.length - 1))] ?? -1);
    const page = this.#list.pageSize;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: to(at + 1),
      ArrowUp: to(at - 1),
      PageDown: to(at + page),
      PageUp: to(at - page),
      Home: to(0),
      End: to(calls.length - 1),
      Enter: () => this.#page.select(id),
      ' ': () => this.#page.select(id),
      '+': () => this.#zoom(0.5),
      '-': () => this.#zoom(2),
      '0': () => this.#setWindow(null),
      z: () => this.#zoomTo(id),
      ArrowLeft: () => this.#pan(-0.25),
      ArrowRight: () => this.#pan(0.25),
      '/': () => this.#filter.open(),
    };
    return Object.hasOwn(acts, key) ? acts[key] : undefined;
  }

  #zoomTo(id: number): void {
    const call = this.#timeline?.rows.find(row => row.kind === 'exchange' && row.id === id);
    if (call?.kind !== 'exchange' || this.#timeline === null) return;
    this.#setWindow(windowAround(call.start, call.end, this.#timeline.scale));
  }

  #idAt(index: number): number | null {
    const row = this.#shown[index];
    return row?.kind === 'exchange' ? row.id : null;
  }

  #focusAt(index: number): void {
    const at = index >= 0 && this.#idAt(index) === null ? this.#shown.findIndex(row => row.kind === 'exchange') : index;
    if (at < 0) return;
    this.#rowsPlace.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    this.#current = this.#idAt(at);
    const row = this.#list.reveal(at);
    row?.setAttribute('tabindex', '0');
    row?.focus({ preventScroll: true });
  }
}
