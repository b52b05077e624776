import * as vscode from 'vscode';
import type { RunId } from '../../core/model/ids.ts';
import type { Run } from '../../core/model/run.ts';
import type { Trace, TraceRequest } from '../../core/model/trace.ts';
import { bodyCap } from '../../core/timeline/bodyView.ts';
import { exchangeDetails } from '../../core/timeline/exchangeDetails.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';
import type { PanelSource } from '../../core/timeline/panelModel.ts';
import type { BodyPart, FromPanel } from '../../protocol/panel.ts';
import { DisposableStore } from '../disposableStore.ts';
import { Pace } from '../pace.ts';
import { readersLanguage } from '../readersLanguage.ts';
import { BodyDocuments, bodyScheme } from './bodyDocuments.ts';
import { isTrustedLink } from './isTrustedLink.ts';
import type { MatrixAct, PanelAsk } from './panelAsk.ts';
import { PanelPage, viewType } from './panelPage.ts';
import { drawing, type PanelMatrix, type Shown, sourceOf } from './shown.ts';

/** A run or a matrix that goes on is drawn this often, in ms. Each drawing holds up the next one, and with it the answer. */
const liveEveryMs = 100;

export interface TracePanelDeps {
  readonly extensionUri: vscode.Uri;
  /** Epoch ms. */
  now(): number;
  /** A finished run of this session, redacted. */
  run(id: string): Run | undefined;
  /** The unredacted body, on the user's explicit wish; undefined when the engine no longer has it. */
  reveal(id: RunId, exchange: number, part: BodyPart): Promise<string | undefined>;
}

/** The trace panel: what is shown stays here and is drawn again whenever the page has forgotten it. */
export class TracePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #deps: TracePanelDeps;
  readonly #store = new DisposableStore();
  readonly #asked = this.#store.add(new vscode.EventEmitter<PanelAsk>());
  readonly #live = this.#store.add(new Pace(() => this.#draw(), liveEveryMs));
  readonly #bodies: BodyDocuments;
  readonly #page: PanelPage;
  #shown: Shown = { kind: 'nothing' };
  /** The last matrix, as long as there is a page that can go back to it. */
  #matrix: PanelMatrix | undefined;

  readonly onDidAsk: vscode.Event<PanelAsk> = this.#asked.event;

  constructor(deps: TracePanelDeps) {
    this.#deps = deps;
    this.#bodies = new BodyDocuments(id => this.#traceOf(id));
    this.#page = new PanelPage(deps.extensionUri, {
      onMessage: message => void this.#onMessage(message),
      onReady: () => this.#live.now(),
      onClosed: () => this.#dropMatrix(),
    });
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(bodyScheme, this.#bodies));
    this.#store.add(vscode.window.registerWebviewPanelSerializer(viewType, this));
  }

  showRunning(id: RunId, request: TraceRequest): void {
    const startedAt = this.#deps.now();
    const trace: Trace = { id, startedAt, request, entries: [], challenge: null, token: null, outcome: { kind: 'running' } };
    this.#show(this.#asRun({ trace }));
    this.#live.soon();
  }

  /** The running trace, one event further. Ignored for a run that the panel does not show. */
  update(trace: Trace): void {
    if (sourceOf(this.#shown)?.trace.id !== trace.id) return;
    this.#shown = this.#asRun({ trace });
    this.#live.soon();
  }

  /** What a Send came to. Who has opened something else meanwhile, a matrix or an earlier run, keeps that. */
  showAnswer(run: Run): void {
    if (sourceOf(this.#shown)?.trace.id === run.trace.id) this.showRun(run);
  }

  showRun(run: Run): void {
    this.#show(this.#asRun(run));
    this.#live.now();
  }

  /** More is known of a run. Ignored for one that the panel does not show. */
  refresh(run: Run | undefined): void {
    if (run === undefined || this.#shown.kind !== 'run' || this.#shown.source.trace.id !== run.trace.id) return;
    this.#shown = { ...this.#shown, source: run };
    this.#draw();
  }

  /** Two finished runs side by side, until one of them is opened or another run is shown. */
  showComparison(one: Run, other: Run): void {
    this.#show({ kind: 'comparison', one, other });
    this.#live.now();
  }

  /** The table of a matrix, with the focus: nobody goes on writing beside it, as beside a Send. */
  showMatrix(matrix: PanelMatrix): void {
    this.#matrix = matrix;
    this.#show({ kind: 'matrix', matrix }, false);
    this.#live.now();
  }

  /** The same matrix, further on. What the panel shows meanwhile stays, be it the run behind one of its rows. */
  updateMatrix(matrix: PanelMatrix): void {
    if (this.#matrix?.model.matrixId !== matrix.model.matrixId) return;
    this.#matrix = matrix;
    if (this.#shown.kind !== 'matrix' && this.#shown.kind !== 'row') return;
    this.#shown = { ...this.#shown, matrix };
    if (matrix.model.state === 'running') this.#live.soon();
    else this.#live.now();
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { runId } = (state ?? {}) as { runId?: unknown };
    if (this.#shown.kind === 'nothing' && typeof runId === 'string' && runId.length <= 128) {
      const run = this.#deps.run(runId);
      this.#shown = run === undefined ? { kind: 'gone', id: runId } : this.#asRun(run);
    }
    this.#page.adopt(panel);
  }

  dispose(): void {
    this.#page.dispose();
    this.#store.dispose();
  }

  #show(shown: Shown, preserveFocus = true): void {
    this.#shown = shown;
    this.#page.show(preserveFocus);
  }

  #asRun(source: PanelSource): Shown {
    return { kind: 'run', source, at: this.#deps.now() };
  }

  #draw(): void {
    const { title, message } = drawing(this.#shown);
    if (title !== null) this.#page.name(title);
    this.#page.post(message);
  }

  /** The page is closed. A run can be opened again from the history; to the matrix nothing leads any more. */
  #dropMatrix(): void {
    if (this.#matrix === undefined) return;
    this.#matrix = undefined;
    if (this.#shown.kind === 'matrix' || this.#shown.kind === 'row') this.#shown = { kind: 'nothing' };
    this.#askMatrix('drop');
  }

  async #onMessage(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        return;
      case 'open-run':
        return this.#openRun(message.runId);
      case 'run-matrix':
        return this.#askMatrix('run');
      case 'open-matrix':
      case 'cancel-matrix':
      case 'copy-matrix':
        return this.#onMatrixMessage(message);
      default: {
        const source = sourceOf(this.#shown);
        if (source?.trace.id === message.runId) await this.#onRunMessage(message, source);
      }
    }
  }

  #openRun(id: string): void {
    const matrix = this.#matrix;
    const row = matrix?.runs.get(id);
    const run = this.#deps.run(id);
    if (matrix !== undefined && row !== undefined) {
      this.#show({ kind: 'row', run: row, matrix });
      this.#live.now();
    } else if (run !== undefined) this.showRun(run);
  }

  #onMatrixMessage({ type, matrixId }: Extract<FromPanel, { readonly matrixId: string }>): void {
    if (this.#matrix?.model.matrixId !== matrixId) return;
    if (type === 'open-matrix') this.showMatrix(this.#matrix);
    else this.#askMatrix(type === 'copy-matrix' ? 'copy' : 'cancel');
  }

  async #onRunMessage(message: RunMessage, source: PanelSource): Promise<void> {
    const { trace } = source;
    switch (message.type) {
      case 'select':
        return this.#sendDetails(trace, message.exchange);
      case 'open-body':
        return this.#bodies.open(trace, message.exchange, message.part);
      case 'open-link':
        return openLink(source, message.finding, message.link);
      case 'explain-handshake':
        return this.#asked.fire({ kind: 'explainHandshake', runId: trace.id });
      default:
        // What else there is needs an engine that still knows the run: that of the matrix is gone.
        if (this.#shown.kind === 'run') await this.#onEngineMessage(message, trace);
    }
  }

  async #onEngineMessage(message: EngineMessage, trace: Trace): Promise<void> {
    switch (message.type) {
      case 'reveal':
        return this.#reveal(trace, message.exchange, message.part);
      case 'copy-as':
        return this.#asked.fire({ kind: 'copyAs', runId: trace.id, exchange: message.exchange ?? undefined });
      default:
        return this.#asked.fire({ kind: askKinds[message.type], runId: trace.id });
    }
  }

  #askMatrix(act: MatrixAct): void {
    this.#asked.fire({ kind: 'matrix', act });
  }

  #sendDetails(trace: Trace, id: number): void {
    const exchange = exchangesOf(trace).find(one => one.id === id);
    if (exchange !== undefined) this.#page.post({ type: 'details', runId: trace.id, details: exchangeDetails(exchange, readersLanguage) });
  }

  async #reveal(trace: Trace, exchange: number, part: BodyPart): Promise<void> {
    const text = await this.#deps.reveal(trace.id, exchange, part);
    this.#page.post({ type: 'revealed', runId: trace.id, exchange, part, text: text?.slice(0, bodyCap) ?? null });
  }

  #traceOf(id: string): Trace | undefined {
    const shown = sourceOf(this.#shown);
    const found = shown?.trace.id === id ? shown : (this.#deps.run(id) ?? this.#matrix?.runs.get(id));
    return found?.trace;
  }
}

/** What the page says of the one run that it shows. */
type RunMessage = Exclude<Extract<FromPanel, { readonly runId: string }>, { readonly type: 'open-run' }>;
type EngineMessage = Exclude<RunMessage, { readonly type: 'select' | 'open-body' | 'open-link' | 'explain-handshake' }>;

const askKinds = {
  resend: 'resend',
  'resend-as': 'resendAs',
  cancel: 'cancel',
  compare: 'compare',
  'look-up': 'lookUp',
  'export-har': 'exportHar',
} as const;

async function openLink(source: PanelSource, finding: number, link: number): Promise<void> {
  const url = 'findings' in source ? source.findings[finding]?.links[link]?.url : undefined;
  if (url !== undefined && isTrustedLink(url)) await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
