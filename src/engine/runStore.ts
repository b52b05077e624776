import { nameMatches } from '../core/language/requestName.ts';
import type { RunId } from '../core/model/ids.ts';
import type { Secret } from '../core/model/secret.ts';
import type { Trace } from '../core/model/trace.ts';
import { exchangesOf } from '../core/timeline/foldTrace.ts';

/** A finished run as it was, secrets and all. It never leaves the engine in this form. */
export interface StoredRun {
  readonly document: string;
  readonly trace: Trace;
  readonly secrets: readonly Secret[];
  readonly noLog: boolean;
  /** Its assertions hold; without any, the answer is 2xx. */
  readonly endedWell: boolean;
}

const mostRuns = 50;
const mostBytes = 64 * 1024 * 1024;

/** The raw traces of the last runs, oldest first. */
export class RunStore {
  readonly #runs = new Map<RunId, { readonly run: StoredRun; readonly bytes: number }>();
  #bytes = 0;

  add(run: StoredRun): void {
    const bytes = bodyBytes(run.trace);
    this.#runs.set(run.trace.id, { run, bytes });
    this.#bytes += bytes;
    for (const [id, old] of this.#runs) {
      if (this.#runs.size <= mostRuns && (this.#bytes <= mostBytes || this.#runs.size === 1)) return;
      this.#runs.delete(id);
      this.#bytes -= old.bytes;
    }
  }

  get(id: RunId): StoredRun | undefined {
    return this.#runs.get(id)?.run;
  }

  /** The last answered run of a request of this name in this document. */
  named(document: string, name: string): StoredRun | undefined {
    return [...this.#runs.values()].findLast(
      ({ run }) =>
        run.document === document &&
        run.trace.outcome.kind === 'answered' &&
        run.trace.request.name !== null &&
        nameMatches(run.trace.request.name, name),
    )?.run;
  }

  clear(): void {
    this.#runs.clear();
    this.#bytes = 0;
  }
}

function bodyBytes(trace: Trace): number {
  return exchangesOf(trace).reduce((sum, { request, outcome }) => {
    const answer = outcome.kind === 'response' ? outcome.response.body.bytes.length : 0;
    return sum + answer + (request.body?.length ?? 0);
  }, 0);
}
