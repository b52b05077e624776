import { Worker } from 'node:worker_threads';
import { assertNever } from '../core/model/assertNever.ts';
import type { RunId } from '../core/model/ids.ts';
import type { Run } from '../core/model/run.ts';
import type { Trace, TraceEvent } from '../core/model/trace.ts';
import { appendEvent, foldTrace } from '../core/timeline/foldTrace.ts';
import type { Engine, EngineSettings, HostDoors, SendAsk, VaultFacts } from '../protocol/engine.ts';
import { type EngineCall, type FromEngine, isFromEngine, type SentRun, type ToEngine } from '../protocol/engineMessages.ts';
import { diedEvents, diedRun, unheardTrace } from './diedRun.ts';

/** An engine in a worker thread; `warm` starts the thread before it is needed. */
export interface EngineClient extends Engine {
  warm(): void;
}

export interface EngineClientOptions {
  /** How often a busy worker is asked for a sign of life, in ms. */
  readonly pingEveryMs: number;
  /** A busy worker that is silent for longer than this is ended. */
  readonly silenceMs: number;
  /** The same for one that has not yet said that it is ready. */
  readonly startMs: number;
}

type Answer = Extract<FromEngine, { type: 'answer' }>['value'];

/** A call under way. `dead` is what it ends with when the worker is gone. */
interface Pending {
  readonly onEvent: (event: TraceEvent) => void;
  readonly resolve: (value: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly dead: () => Answer;
}

const defaults: EngineClientOptions = { pingEveryMs: 2_000, silenceMs: 15_000, startMs: 60_000 };

/**
 * Runs `dist/engine.js` in a worker thread, started at the first need and again after it died or hung. Runs that were under way
 * then end with the finding `net-engine-died`; the caches begin empty.
 */
export function createEngineClient(workerFile: string, doors: HostDoors, options: EngineClientOptions = defaults): EngineClient {
  return new WorkerEngine(workerFile, doors, options);
}

class WorkerEngine implements EngineClient {
  readonly #workerFile: string;
  readonly #doors: HostDoors;
  readonly #options: EngineClientOptions;
  readonly #pending = new Map<number, Pending>();
  #settings: EngineSettings | undefined;
  #worker: Worker | undefined;
  #calls = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  #lastSign = 0;
  #isReady = false;
  #disposed: Promise<void> | undefined;

  constructor(workerFile: string, doors: HostDoors, options: EngineClientOptions) {
    this.#workerFile = workerFile;
    this.#doors = doors;
    this.#options = options;
  }

  warm(): void {
    if (this.#disposed === undefined) this.#ready();
  }

  configure(settings: EngineSettings): void {
    this.#settings = settings;
    if (this.#worker !== undefined) this.#post(this.#worker, { type: 'configure', settings });
  }

  async send(ask: SendAsk, onEvent: (event: TraceEvent) => void, signal: AbortSignal): Promise<Run> {
    let trace: Trace = unheardTrace(ask.id, Date.now());
    const hear = (event: TraceEvent): void => {
      trace = event.kind === 'run-started' ? foldTrace([event]) : appendEvent(trace, event);
      onEvent(event);
    };
    const die = (): Run => {
      for (const event of diedEvents(trace)) onEvent(event);
      return diedRun(trace);
    };
    const run = (await this.#call({ name: 'send', ask }, die, hear, signal)) as SentRun;
    return { ...run, trace: run.trace ?? trace };
  }

  async reveal(id: RunId, exchange: number, part: Parameters<Engine['reveal']>[2]): Promise<string | undefined> {
    return (await this.#ask({ name: 'reveal', id, exchange, part })) as string | undefined;
  }

  async exportHar(id: RunId, withSecrets: boolean): Promise<string | undefined> {
    return (await this.#ask({ name: 'exportHar', id, withSecrets })) as string | undefined;
  }

  /** Empty while no worker runs: an engine that was never needed knows nothing, and is not started to say so. */
  async vaultFacts(): Promise<readonly VaultFacts[]> {
    return ((await this.#ask({ name: 'vaultFacts' })) ?? []) as readonly VaultFacts[];
  }

  async clearCaches(what: Parameters<Engine['clearCaches']>[0]): Promise<void> {
    await this.#ask({ name: 'clearCaches', what });
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#end();
    return this.#disposed;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#post(worker, { type: 'dispose' });
    await worker.terminate();
  }

  /** A question that only a running worker can answer. */
  async #ask(what: Exclude<EngineCall, { name: 'send' }>): Promise<Answer> {
    return this.#worker === undefined
      ? undefined
      : this.#call(
          what,
          () => undefined,
          () => {},
          undefined,
        );
  }

  #call(what: EngineCall, dead: () => Answer, onEvent: (event: TraceEvent) => void, signal: AbortSignal | undefined): Promise<Answer> {
    if (this.#disposed !== undefined) return Promise.resolve(dead());
    const call = this.#calls++;
    const worker = this.#ready();
    const cancel = (): void => this.#post(worker, { type: 'cancel', call });
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#pending.set(call, { onEvent, resolve, reject, dead });
    });
    this.#watch(worker);
    this.#post(worker, { type: 'call', call, what });
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  #ready(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#workerFile, { name: 'kvhttp engine' });
    this.#worker = worker;
    this.#isReady = false;
    worker.unref();
    worker.on('message', (message: unknown) => {
      if (isFromEngine(message)) this.#receive(worker, message);
    });
    // An uncaught error ends the worker; `exit` follows and is where the runs are settled.
    worker.on('error', () => {});
    worker.on('exit', () => this.#gone(worker));
    if (this.#settings !== undefined) this.#post(worker, { type: 'configure', settings: this.#settings });
    return worker;
  }

  #receive(worker: Worker, message: FromEngine): void {
    this.#lastSign = performance.now();
    switch (message.type) {
      case 'batch':
        for (const one of message.messages) this.#receive(worker, one);
        break;
      case 'event':
        this.#pending.get(message.call)?.onEvent(message.event);
        break;
      case 'answer':
        this.#pending.get(message.call)?.resolve(message.value);
        this.#settled(worker, message.call);
        break;
      case 'fault':
        this.#pending.get(message.call)?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
        this.#settled(worker, message.call);
        break;
      case 'door':
        void this.#openDoor(worker, message);
        break;
      case 'ready':
        this.#isReady = true;
        break;
      case 'pong':
      case 'disposed':
        break;
      default:
        assertNever(message);
    }
  }

  async #openDoor(worker: Worker, { door, name, args }: Extract<FromEngine, { type: 'door' }>): Promise<void> {
    const open = this.#doors[name] as (...args: readonly unknown[]) => Promise<string | Uint8Array | undefined>;
    // A door that fails has nothing to give; the run then says what is missing.
    const value = await Promise.resolve(open.apply(this.#doors, [...args])).catch(() => undefined);
    this.#post(worker, { type: 'door-answer', door, value });
  }

  #settled(worker: Worker, call: number): void {
    this.#pending.delete(call);
    if (this.#pending.size > 0) return;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    worker.unref();
  }

  /** While calls are open the worker must answer pings; one that does not is stuck and is ended. */
  #watch(worker: Worker): void {
    worker.ref();
    if (this.#heartbeat !== undefined) return;
    this.#lastSign = performance.now();
    let ping = 0;
    let lastTick = performance.now();
    this.#heartbeat = setInterval(() => {
      const now = performance.now();
      const longest = this.#isReady ? this.#options.silenceMs : this.#options.startMs;
      // After a sleep of the machine, or of this thread, the silence is ours and not the worker's.
      if (now - lastTick > longest) this.#lastSign = now;
      lastTick = now;
      if (now - this.#lastSign > longest) void worker.terminate();
      else this.#post(worker, { type: 'ping', ping: ping++ });
    }, this.#options.pingEveryMs);
  }

  #gone(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    const open = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of open) pending.resolve(pending.dead());
  }

  #post(worker: Worker, message: ToEngine): void {
    worker.postMessage(message);
  }
}
