/** A place on the page that is drawn again only when what it shows has changed: focus and open folds elsewhere stay. */
export class Slot {
  readonly place = document.createElement('div');
  #drawn: string | null = null;

  constructor() {
    this.place.className = 'slot';
  }

  draw(input: unknown, make: () => HTMLElement | null): void {
    const key = JSON.stringify(input);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const focused = this.#focusPath();
    const content = make();
    this.place.replaceChildren(...(content === null ? [] : [content]));
    if (focused !== null) this.place.querySelector<HTMLElement>(focused)?.focus({ preventScroll: true });
  }

  clear(): void {
    this.#drawn = null;
    this.place.replaceChildren();
  }

  /** A selector for the focused control, where it has a name that outlives a new drawing. */
  #focusPath(): string | null {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || !this.place.contains(active)) return null;
    if (active.dataset.exchange !== undefined) return `.call[data-exchange="${Number(active.dataset.exchange)}"]`;
    return active.dataset.action === undefined ? null : `[data-action="${CSS.escape(active.dataset.action)}"]`;
  }
}
