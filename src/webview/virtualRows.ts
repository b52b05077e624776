/** Above this many rows only those in view are drawn. */
const drawnWhole = 150;
const overscan = 8;

/** Rows of a long list in a scrolling place. A short list is drawn whole and grows the page as ever. */
export class VirtualRows {
  readonly place: HTMLElement;
  readonly #make: (index: number) => HTMLElement;
  readonly #drawn = new Map<number, HTMLElement>();
  #count = 0;
  #kept: number | null = null;
  #rowHeight = 0;

  constructor(place: HTMLElement, make: (index: number) => HTMLElement) {
    this.place = place;
    this.#make = make;
    place.addEventListener('scroll', () => this.#fill());
    new ResizeObserver(() => this.#fill()).observe(place);
  }

  get isVirtual(): boolean {
    return this.#count > drawnWhole;
  }

  /** Draws everything anew. `kept` stays in the page even out of view: the row with the tab stop. */
  draw(count: number, kept: number | null): void {
    this.#count = count;
    this.#kept = kept;
    this.#drawn.clear();
    this.place.replaceChildren();
    this.place.classList.toggle('virtual', this.isVirtual);
    this.place.style.setProperty('--rows', String(count));
    this.#fill();
  }

  /** Brings a row into view and answers it. */
  reveal(index: number): HTMLElement | undefined {
    this.#kept = index;
    if (this.isVirtual) {
      const { top, bottom } = { top: index * this.#height(), bottom: (index + 1) * this.#height() };
      const { scrollTop, clientHeight } = this.place;
      if (top < scrollTop) this.place.scrollTop = top;
      else if (bottom > scrollTop + clientHeight) this.place.scrollTop = bottom - clientHeight;
      this.#fill();
    } else this.#drawn.get(index)?.scrollIntoView({ block: 'nearest' });
    return this.#drawn.get(index);
  }

  /** How many whole rows are in view: what a page of keys moves by. */
  get pageSize(): number {
    return this.isVirtual ? Math.max(1, Math.floor(this.place.clientHeight / this.#height()) - 1) : 10;
  }

  #height(): number {
    return Number.parseFloat(getComputedStyle(this.place).getPropertyValue('--row-height')) || 24;
  }

  /** A property of its own on each row would keep the browser from sharing styles between rows: the place is a plain length. */
  #place(row: HTMLElement, index: number): void {
    if (this.isVirtual) row.style.top = `${index * this.#rowHeight}px`;
  }

  #fill(): void {
    const height = this.#height();
    if (height !== this.#rowHeight) {
      this.#rowHeight = height;
      for (const [index, row] of this.#drawn) this.#place(row, index);
    }
    const { first, last } = this.#range();
    const wanted = (index: number): boolean => (index >= first && index <= last) || index === this.#kept;
    for (const [index, row] of this.#drawn) {
      if (wanted(index)) continue;
      row.remove();
      this.#drawn.delete(index);
    }
    // From the end, so that the next drawn row is known; rows that stay are not touched and keep the focus.
    const keptBelow = this.#kept !== null && this.#kept < first ? [this.#kept] : [];
    let next: HTMLElement | null = this.#kept !== null && this.#kept > last ? this.#put(this.#kept, null) : null;
    for (let index = last; index >= first; index--) next = this.#put(index, next);
    for (const index of keptBelow) this.#put(index, next);
  }

  #range(): { readonly first: number; readonly last: number } {
    if (!this.isVirtual) return { first: 0, last: this.#count - 1 };
    const height = this.#rowHeight;
    const top = Math.floor(this.place.scrollTop / height);
    const bottom = Math.ceil((this.place.scrollTop + this.place.clientHeight) / height);
    return { first: Math.max(0, top - overscan), last: Math.min(this.#count - 1, bottom + overscan) };
  }

  #put(index: number, next: HTMLElement | null): HTMLElement | null {
    if (index >= this.#count) return next;
    const drawn = this.#drawn.get(index);
    if (drawn !== undefined) return drawn;
    const row = this.#make(index);
    this.#place(row, index);
    this.#drawn.set(index, row);
    this.place.insertBefore(row, next);
    return row;
  }
}
