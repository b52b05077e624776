/** Owns what it is given. Late arrivals after dispose() are closed at once. */
export class DisposableStore {
  readonly #open: { dispose(): unknown }[] = [];
  #closed = false;

  add<T extends { dispose(): unknown }>(item: T): T {
    if (this.#closed) item.dispose();
    else this.#open.push(item);
    return item;
  }

  dispose(): void {
    this.#closed = true;
    for (const item of this.#open.splice(0).reverse()) item.dispose();
  }
}
