import { isSameRequest } from '../../core/language/requestKey.ts';
import type { RunId } from '../../core/model/ids.ts';
import type { Run } from '../../core/model/run.ts';
import type { FlowKind, Trace, TraceEvent, TraceRequest } from '../../core/model/trace.ts';
import type { Environment } from '../../core/resolve/environment/environment.ts';
import { appendEvent } from '../../core/timeline/foldTrace.ts';
import { headline } from '../../core/timeline/headline.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { SendPlan } from './planSend.ts';
import type { RunStore } from './runStore.ts';

/** Where a run is shown while it goes on and when it is done. */
export interface RunView {
  showRunning(id: RunId, request: TraceRequest): void;
  update(trace: Trace): void;
  /** Not where something else was opened since the run began. */
  showAnswer(run: Run): void;
  showRun(run: Run): void;
}

export interface SenderDoors {
  engine(): Engine;
  readonly view: RunView;
  /** Starts the embedded vault where it does not run; rejects with a sentence for people. */
  ensureEmbedded(): Promise<void>;
  /** The environment in use for a document. */
  environment(document: string): Promise<Pick<Environment, 'variables' | 'fetched'>>;
  newRunId(): RunId;
  /** Epoch ms. */
  now(): number;
  /** The run with its causes in the language of the editor. */
  inWords(run: Run): Run;
  /** Whether any run is going on, on each change. */
  onBusy(busy: boolean): void;
}

/** One request of a document, as the text is now. */
export interface SendTarget {
  readonly document: string;
  readonly text: string;
  readonly plan: SendPlan;
  readonly flow: FlowKind | null;
  /** Sent for a view that shows the result itself: the panel stays as it is. */
  readonly quiet?: boolean;
}

interface Running {
  readonly id: RunId;
  readonly target: SendTarget;
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
}

/** Sends requests and shows what becomes of them. A second Send of the same request takes the place of the first. */
export class Sender {
  readonly #doors: SenderDoors;
  readonly #runs: RunStore;
  readonly #running = new Map<RunId, Running>();
  /** The newest run: an older one that is still going on or ends late does not take the panel from it. */
  #shown: RunId | undefined;

  constructor(doors: SenderDoors, runs: RunStore) {
    this.#doors = doors;
    this.#runs = runs;
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  /** Never rejects: a fault of ours becomes a failed run, shown where the answer would be. */
  async send(target: SendTarget, outer?: AbortSignal): Promise<Run> {
    const id = this.#doors.newRunId();
    for (const other of this.#running.values()) if (isSameTarget(other.target, target)) other.abort.abort();
    const abort = new AbortController();
    const forward = () => abort.abort();
    outer?.addEventListener('abort', forward);
    if (outer?.aborted) abort.abort();
    const done = this.#carryOut(id, target, abort.signal);
    this.#running.set(id, { id, target, abort, done });
    this.#doors.onBusy(true);
    try {
      const run = this.#doors.inWords(await done);
      // First the answer, then what else wants to know of it.
      if (this.#shown === id) this.#doors.view.showAnswer(run);
      this.#runs.add({ run, document: target.document, key: target.plan.key, flow: target.flow });
      return run;
    } finally {
      outer?.removeEventListener('abort', forward);
      this.#running.delete(id);
      this.#doors.onBusy(this.busy);
    }
  }

  /** Ends one run, or all of them. Answers whether there was any. */
  cancel(id?: string): boolean {
    const meant = [...this.#running.values()].filter(running => id === undefined || running.id === id);
    for (const running of meant) running.abort.abort();
    return meant.length > 0;
  }

  /** Ends everything and waits for it. */
  async dispose(): Promise<void> {
    const open = [...this.#running.values()].map(running => running.done);
    this.cancel();
    await Promise.allSettled(open);
  }

  async #carryOut(id: RunId, { document, text, plan, flow, quiet }: SendTarget, signal: AbortSignal): Promise<Run> {
    const { view } = this.#doors;
    if (quiet !== true) {
      this.#shown = id;
      view.showRunning(id, plan.request);
    }
    let trace = emptyTrace(id, this.#doors.now(), plan.request);
    const onEvent = (event: TraceEvent) => {
      trace = appendEvent(trace, event);
      if (this.#shown === id) view.update(trace);
    };
    try {
      if (plan.needsEmbedded) await this.#doors.ensureEmbedded();
      if (signal.aborted) return stoppedRun({ ...trace, outcome: { kind: 'cancelled' } });
      const { variables, fetched } = await this.#doors.environment(document);
      if (signal.aborted) return stoppedRun({ ...trace, outcome: { kind: 'cancelled' } });
      const ask = {
        id,
        document,
        text,
        selector: plan.selector,
        flow,
        defaultVault: plan.defaultVault,
        environment: variables,
        fetched,
      };
      return await this.#doors.engine().send(ask, onEvent, signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return stoppedRun({ ...trace, outcome: { kind: 'failed', exchange: null, message } });
    }
  }
}

function isSameTarget(one: SendTarget, other: SendTarget): boolean {
  return one.document === other.document && isSameRequest(one.plan.key, other.plan.key);
}

function emptyTrace(id: RunId, startedAt: number, request: TraceRequest): Trace {
  return { id, startedAt, request, entries: [], challenge: null, token: null, outcome: { kind: 'running' } };
}

/** A run that the engine could not finish: what is known of it, and why it ended. */
function stoppedRun(trace: Trace): Run {
  const verdict = trace.outcome.kind === 'cancelled' ? 'unknown' : 'failure';
  return { trace, findings: [], assertions: [], verdict, headline: headline(trace, [], verdict) };
}
