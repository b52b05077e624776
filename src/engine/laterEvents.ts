import type { TraceEvent } from '../core/model/trace.ts';

/**
 * Hands the events of a run on when the run waits for the wire: what a listener does with them then costs no time of the call. An event waits
 * for one turn of the event loop at most, and none comes after `flush` that was there before it.
 */
export class LaterEvents {
  readonly #listener: (event: TraceEvent) => void;
  #waiting: TraceEvent[] = [];

  constructor(listener: (event: TraceEvent) => void) {
    this.#listener = listener;
  }

  push(event: TraceEvent): void {
    if (this.#waiting.length === 0) setImmediate(() => this.flush());
    this.#waiting.push(event);
  }

  flush(): void {
    const events = this.#waiting;
    this.#waiting = [];
    for (const event of events) this.#listener(event);
  }
}
