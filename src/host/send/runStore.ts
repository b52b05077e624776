import { isSameRequest, type RequestKey } from '../../core/language/requestKey.ts';
import type { RunId } from '../../core/model/ids.ts';
import type { Run } from '../../core/model/run.ts';
import type { FlowKind } from '../../core/model/trace.ts';

/** A finished Send, and what is needed to do it again. Everything in it is redacted as the engine gave it. */
export interface StoredRun {
  readonly run: Run;
  readonly document: string;
  /** What the request is known by in its document. */
  readonly key: RequestKey;
  readonly flow: FlowKind | null;
}

/** The last runs of this session, in memory alone: closing the window forgets them. */
export class RunStore {
  readonly #capacity: number;
  readonly #runs = new Map<RunId, StoredRun>();
  readonly #listeners = new Set<(stored: StoredRun) => void>();

  constructor(capacity = 50) {
    this.#capacity = capacity;
  }

  add(stored: StoredRun): void {
    this.#runs.set(stored.run.trace.id, stored);
    const oldest = this.#runs.keys().next().value;
    if (this.#runs.size > this.#capacity && oldest !== undefined) this.#runs.delete(oldest);
    for (const listener of this.#listeners) listener(stored);
  }

  /** Puts a run in the place of the same one of which less was known. */
  replace(run: Run): void {
    const stored = this.#runs.get(run.trace.id);
    if (stored !== undefined) this.#runs.set(run.trace.id, { ...stored, run });
  }

  get(id: string): StoredRun | undefined {
    return this.#runs.get(id as RunId);
  }

  /** Newest first. */
  all(): readonly StoredRun[] {
    return [...this.#runs.values()].reverse();
  }

  latest(): StoredRun | undefined {
    return this.all()[0];
  }

  /** Whether any request of a document was sent. */
  hasRunOf(document: string): boolean {
    return [...this.#runs.values()].some(stored => stored.document === document);
  }

  /** The last run of one request of one document. */
  lastOf(document: string, key: RequestKey): StoredRun | undefined {
    return this.all().find(stored => stored.document === document && isSameRequest(stored.key, key));
  }

  onDidAdd(listener: (stored: StoredRun) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
}
