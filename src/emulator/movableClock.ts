/** A clock that runs like the machine's and can be set off against it. */
export class MovableClock {
  readonly #machine: () => number;
  #offsetMs = 0;

  /** @param machine epoch ms. */
  constructor(machine: () => number) {
    this.#machine = machine;
  }

  readonly now = (): number => this.#machine() + this.#offsetMs;

  move(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }
}
