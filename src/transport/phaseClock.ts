import { noPhases, type PhaseName, type Phases } from '../core/model/wire.ts';

/** Measures the phases of one call: one runs at a time, and one that never began stays null. */
export class PhaseClock {
  readonly #now: () => number;
  #phases: { -readonly [Name in PhaseName]: Phases[Name] } = { ...noPhases };
  #current: PhaseName;
  #since = 0;
  #running = false;

  /** `first` is the phase that a fault before any phase belongs to. */
  constructor(now: () => number, first: PhaseName) {
    this.#now = now;
    this.#current = first;
  }

  /** Ends the running phase, if any, and begins another. A phase that begins again goes on counting. */
  enter(name: PhaseName): void {
    const at = this.#now();
    this.#settle(at);
    this.#current = name;
    this.#since = at;
    this.#running = true;
  }

  stop(): void {
    this.#settle(this.#now());
    this.#running = false;
  }

  /** Forgets what was measured: a repeated call is a call of its own. */
  restart(): void {
    this.#phases = { ...noPhases };
    this.#running = false;
  }

  /** The phase that runs, or ran last. */
  get current(): PhaseName {
    return this.#current;
  }

  read(): Phases {
    return { ...this.#phases };
  }

  #settle(at: number): void {
    if (this.#running) this.#phases[this.#current] = (this.#phases[this.#current] ?? 0) + (at - this.#since);
  }
}
