/**
 * Calls an act when there is something new, but while there is more to come only every `everyMs`. What is over before the first
 * of these times is told once, as it ended.
 */
export class Pace {
  readonly #act: () => void;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(act: () => void, everyMs: number) {
    this.#act = act;
    this.#everyMs = everyMs;
  }

  /** There is something new, and more to come. */
  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), this.#everyMs);
  }

  /** What is new cannot wait; what was waiting goes with it. */
  now(): void {
    this.dispose();
    this.#act();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
