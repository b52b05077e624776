import type { ControlledVault } from '../../core/model/embeddedVault.ts';
import type { Run } from '../../core/model/run.ts';
import { embeddedAsk } from '../../core/run/lab/embeddedAsk.ts';
import type { MatrixCase, MatrixRow } from '../../core/run/matrix/matrixCase.ts';
import { matrixMarkdown } from '../../core/run/matrix/matrixTable.ts';
import { runMatrix } from '../../core/run/matrix/runMatrix.ts';
import { type MatrixSource, type MatrixWords, matrixModel } from '../../core/timeline/matrixModel.ts';
import type { MatrixState } from '../../core/timeline/matrixView.ts';
import type { Engine } from '../../protocol/engine.ts';
import type { PanelMatrix } from '../trace/shown.ts';

export interface MatrixView {
  showMatrix(matrix: PanelMatrix): void;
  updateMatrix(matrix: PanelMatrix): void;
}

export interface MatrixDoors {
  readonly cases: readonly MatrixCase[];
  readonly view: MatrixView;
  readonly words: MatrixWords;
  startVault(): Promise<ControlledVault>;
  /** An engine that knows this vault and nothing else. */
  createEngine(vault: ControlledVault): Engine;
  /** The run with its causes in the language of the editor. */
  inWords(run: Run): Run;
  newId(): string;
  /** Epoch ms. */
  now(): number;
  copy(text: string): unknown;
}

/** How it ended, for whoever ran the command. */
export interface MatrixSummary {
  readonly state: MatrixState;
  readonly ok: number;
  readonly of: number;
}

/**
 * One request against everything that can be wrong, on a vault and an engine of its own: those of the window keep their caches. The last
 * one is kept, redacted and in memory, until the next one or until the panel closes.
 */
export class Matrix {
  readonly #doors: MatrixDoors;
  #source: MatrixSource | undefined;
  #stop = new AbortController();
  #running: Promise<MatrixSummary> | undefined;

  constructor(doors: MatrixDoors) {
    this.#doors = doors;
  }

  /** Runs it; shows the one that is already running. Never rejects: what goes wrong is told where the table would be. */
  run(): Promise<MatrixSummary> {
    if (this.#running !== undefined && this.#source?.state === 'running') {
      this.#doors.view.showMatrix(this.#shown(this.#source));
      return this.#running;
    }
    const source: MatrixSource = { id: this.#doors.newId(), state: 'running', reason: null, cases: this.#doors.cases, rows: [] };
    const stop = new AbortController();
    this.#source = source;
    this.#stop = stop;
    this.#doors.view.showMatrix(this.#shown(source));
    this.#running = this.#carryOut(source, stop);
    return this.#running;
  }

  /** What is found so far stays. */
  cancel(): void {
    if (this.#source?.state === 'running') this.#take({ ...this.#source, state: 'cancelled' });
    this.#stop.abort();
  }

  /** Nobody can see it any more. */
  drop(): void {
    this.cancel();
    this.#source = undefined;
  }

  /** The table as the command line would have it, in Markdown. */
  async copy(): Promise<void> {
    if (this.#source !== undefined) await this.#doors.copy(matrixMarkdown(this.#source.rows.map(({ row }) => row)));
  }

  /** The run behind a row of the last one. */
  runOf(id: string): Run | undefined {
    return this.#source?.rows.find(({ run }) => run.trace.id === id)?.run;
  }

  dispose(): void {
    this.#stop.abort();
  }

  async #carryOut(begun: MatrixSource, { signal }: AbortController): Promise<MatrixSummary> {
    let source = begun;
    const further = (next: Partial<MatrixSource>): void => {
      // A cancelled one has told of its end already.
      if (signal.aborted) return;
      source = { ...source, ...next };
      if (this.#source?.id === source.id) this.#take(source);
    };
    try {
      await this.#work(signal, row => further({ rows: [...source.rows, row] }));
      further({ state: 'done' });
    } catch (error) {
      further({ state: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
    const state = signal.aborted ? 'cancelled' : source.state;
    return { state, ok: source.rows.filter(({ row }) => row.ok).length, of: source.cases.length };
  }

  async #work(signal: AbortSignal, onRow: (row: MatrixSource['rows'][number]) => void): Promise<void> {
    const { cases, startVault, createEngine, inWords, newId, now } = this.#doors;
    const vault = await startVault();
    const { info, control } = vault;
    let engine: Engine | undefined;
    let run: Run | undefined;
    try {
      const own = createEngine(vault);
      engine = own;
      const send = async (text: string, variables: Readonly<Record<string, string>>): Promise<Run> => {
        await own.clearCaches({ vault: null, challenges: true, tokens: true });
        run = inWords(await own.send(embeddedAsk(newId(), text, variables), () => {}, signal));
        // No row of the table: the rows behind it would be no better.
        if (run.findings[0]?.cause === 'net-engine-died') throw new Error(run.findings[0].title);
        return run;
      };
      const take = (row: MatrixRow): void => (run === undefined ? undefined : onRow({ row, run }));
      await runMatrix(cases, { info, control, send, now }, take, signal);
    } finally {
      // What cannot be ended ends with the window; the table stands either way.
      await Promise.allSettled([engine?.dispose(), vault.stop()]);
    }
  }

  #take(source: MatrixSource): void {
    this.#source = source;
    this.#doors.view.updateMatrix(this.#shown(source));
  }

  #shown(source: MatrixSource): PanelMatrix {
    return { model: matrixModel(source, this.#doors.words), runs: new Map(source.rows.map(({ run }) => [run.trace.id, run])) };
  }
}
