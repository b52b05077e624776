import type { FlowEvent } from '../auth/flowPorts.ts';
import { type ExchangeId, exchangeId } from '../model/ids.ts';
import type { Purpose, Trace, TraceEvent, TraceOutcome } from '../model/trace.ts';
import type { WireOutcome, WireRequest } from '../model/wire.ts';
import { appendEvent, foldTrace } from '../timeline/foldTrace.ts';

/** Writes down what happens in one run, with the time since its start, and tells the listener at once. */
export class RunRecorder {
  readonly #monotonic: () => number;
  readonly #listener: (event: TraceEvent) => void;
  readonly #start: number;
  #trace: Trace;
  #calls = 0;

  constructor(start: Extract<TraceEvent, { kind: 'run-started' }>, monotonic: () => number, listener: (event: TraceEvent) => void) {
    this.#monotonic = monotonic;
    this.#listener = listener;
    this.#start = monotonic();
    this.#trace = foldTrace([start]);
    listener(start);
  }

  get trace(): Trace {
    return this.#trace;
  }

  record(event: FlowEvent): void {
    this.#append({ ...event, at: this.#now() });
  }

  startCall(purpose: Purpose, request: WireRequest): ExchangeId {
    const id = exchangeId(this.#calls++);
    this.#append({ kind: 'exchange-started', id, at: this.#now(), purpose, request });
    return id;
  }

  endCall(id: ExchangeId, { phases, connection, ...outcome }: WireOutcome): void {
    this.#append({ kind: 'exchange-ended', id, at: this.#now(), phases, connection, outcome });
  }

  end(outcome: Exclude<TraceOutcome, { kind: 'running' }>): Trace {
    this.#append({ kind: 'run-ended', at: this.#now(), outcome });
    return this.#trace;
  }

  #append(event: TraceEvent): void {
    this.#trace = appendEvent(this.#trace, event);
    this.#listener(event);
  }

  /** Microseconds are enough, and keep JSON short. */
  #now(): number {
    return Math.round((this.#monotonic() - this.#start) * 1000) / 1000;
  }
}
