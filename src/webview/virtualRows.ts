/** Above this many rows only those in view are drawn. */
const drawnWhole = 150;
const overscan = 8;
/** After a jump only what is in view is drawn; what stands around it comes when the scrolling has rested this long, in ms. */
const restMs = 100;

/** A row on the page that can show one row of the list after another: to make it is what costs. */
export interface RowView {
  readonly kind: string;
  readonly element: HTMLElement;
  show(index: number): void;
}

/** The rows of a list. A view shows rows of its own kind only. */
export interface RowSource {
  kindOf(index: number): string;
  make(kind: string): RowView;
}

/** Rows of a long list in a scrolling place. A short list is drawn whole and grows the page as ever. */
export class VirtualRows {
  readonly place: HTMLElement;
  readonly #source: RowSource;
  #drawn = new Map<number, RowView>();
  #count = 0;
  #kept: number | null = null;
  #rowHeight = 24;
  #viewHeight = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, source: RowSource) {
    this.place = place;
    this.#source = source;
    place.addEventListener('scroll', () => this.#onScroll());
    new ResizeObserver(() => {
      this.#measure();
      this.#fill(overscan);
    }).observe(place);
  }

  get isVirtual(): boolean {
    return this.#count > drawnWhole;
  }

  /** Draws everything anew, where it was scrolled to. `kept` stays in the page even out of view: the row with the tab stop. */
  draw(count: number, kept: number | null): void {
    this.#count = count;
    this.#kept = kept;
    this.place.classList.toggle('virtual', this.isVirtual);
    this.place.style.setProperty('--rows', String(count));
    this.#measure();
    this.#show(this.#wanted(overscan), new Map(), [...this.#drawn.values()]);
  }

  toTop(): void {
    if (this.isVirtual) this.place.scrollTop = 0;
  }

  /** Brings a row into view and answers it. */
  reveal(index: number): HTMLElement | undefined {
    this.#kept = index;
    if (this.isVirtual) {
      const { top, bottom } = { top: index * this.#rowHeight, bottom: (index + 1) * this.#rowHeight };
      const { scrollTop } = this.place;
      if (top < scrollTop) this.place.scrollTop = top;
      else if (bottom > scrollTop + this.#viewHeight) this.place.scrollTop = bottom - this.#viewHeight;
      this.#fill(overscan);
    } else this.#drawn.get(index)?.element.scrollIntoView({ block: 'nearest' });
    return this.#drawn.get(index)?.element;
  }

  /** How many whole rows are in view: what a page of keys moves by. */
  get pageSize(): number {
    return this.isVirtual ? Math.max(1, Math.floor(this.#viewHeight / this.#rowHeight) - 1) : 10;
  }

  /** Asks the browser, which lays the page out for it: not for each scroll, and not for a list that is drawn whole. */
  #measure(): void {
    if (!this.isVirtual) return;
    this.#viewHeight = this.place.clientHeight;
    const height = Number.parseFloat(getComputedStyle(this.place).getPropertyValue('--row-height')) || 24;
    if (height === this.#rowHeight) return;
    this.#rowHeight = height;
    for (const [index, row] of this.#drawn) this.#place(row, index);
  }

  #onScroll(): void {
    clearTimeout(this.#rest);
    if (this.#wanted(0).some(index => index !== this.#kept && this.#drawn.has(index))) {
      this.#fill(overscan);
      return;
    }
    this.#fill(0);
    this.#rest = setTimeout(() => this.#fill(overscan), restMs);
  }

  /** Rows that stay are not touched and keep the focus. */
  #fill(around: number): void {
    const wanted = this.#wanted(around);
    const still = new Set(wanted);
    const inOrder = [...this.#drawn].sort(([a], [b]) => a - b);
    this.#show(
      wanted,
      new Map(inOrder.filter(([index]) => still.has(index))),
      inOrder.filter(([index]) => !still.has(index)).map(([, row]) => row),
    );
  }

  /** Indexes of the rows to draw, in order. */
  #wanted(around: number): readonly number[] {
    const { first, last } = this.#range(around);
    const inView = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    const kept = this.#kept;
    if (kept === null || kept >= this.#count || (kept >= first && kept <= last)) return inView;
    return kept < first ? [kept, ...inView] : [...inView, kept];
  }

  #range(around: number): { readonly first: number; readonly last: number } {
    if (!this.isVirtual) return { first: 0, last: this.#count - 1 };
    const { scrollTop } = this.place;
    const top = Math.floor(scrollTop / this.#rowHeight);
    const bottom = Math.ceil((scrollTop + this.#viewHeight) / this.#rowHeight);
    return { first: Math.max(0, top - around), last: Math.min(this.#count - 1, bottom + around) };
  }

  /** Draws `wanted`: those of `staying` are there, the others take a row of `free`, which are in the order of the page, or a new one. */
  #show(wanted: readonly number[], staying: ReadonlyMap<number, RowView>, free: readonly RowView[]): void {
    const spare = this.#spare(
      wanted.filter(index => !staying.has(index)),
      free,
    );
    const drawn = new Map<number, RowView>();
    let next: HTMLElement | null = null;
    for (const index of wanted.toReversed()) {
      const kind = this.#source.kindOf(index);
      const old = staying.get(index);
      const row = old ?? spare.get(kind)?.pop() ?? this.#source.make(kind);
      if (old === undefined) {
        row.show(index);
        this.#place(row, index);
        if (row.element.parentNode !== this.place || row.element.nextSibling !== next) this.place.insertBefore(row.element, next);
      }
      drawn.set(index, row);
      next = row.element;
    }
    this.#drawn = drawn;
  }

  /** Rows to use again by their kind; those that are too many leave the page. */
  #spare(missing: readonly number[], free: readonly RowView[]): ReadonlyMap<string, RowView[]> {
    const needed = new Map<string, number>();
    for (const index of missing) needed.set(this.#source.kindOf(index), (needed.get(this.#source.kindOf(index)) ?? 0) + 1);
    const spare = new Map<string, RowView[]>();
    for (const row of free) {
      const same = spare.get(row.kind) ?? [];
      if (same.length < (needed.get(row.kind) ?? 0)) spare.set(row.kind, [...same, row]);
      else row.element.remove();
    }
    return spare;
  }

  /** A property of its own on each row would keep the browser from sharing styles between rows: the place is a plain length. */
  #place({ element }: RowView, index: number): void {
    element.style.top = this.isVirtual ? `${index * this.#rowHeight}px` : '';
  }
}
