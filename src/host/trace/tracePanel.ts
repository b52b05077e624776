import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { RunId } from '../../core/model/ids.ts';
import type { Run } from '../../core/model/run.ts';
import type { Trace, TraceRequest } from '../../core/model/trace.ts';
import { bodyCap } from '../../core/timeline/bodyView.ts';
import { compareRuns } from '../../core/timeline/compareRuns.ts';
import { exchangeDetails } from '../../core/timeline/exchangeDetails.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';
import { type PanelSource, panelModel } from '../../core/timeline/panelModel.ts';
import { type BodyPart, type FromPanel, isFromPanel, type ToPanel } from '../../protocol/panel.ts';
import { DisposableStore } from '../disposableStore.ts';
import { Pace } from '../pace.ts';
import { readersLanguage } from '../readersLanguage.ts';
import { BodyDocuments, bodyScheme } from './bodyDocuments.ts';
import { isTrustedLink } from './isTrustedLink.ts';
import { panelHtml } from './panelHtml.ts';

const viewType = 'kvhttp.trace';

/** A run that goes on is drawn this often, in ms. Each drawing holds up the next one, and with it the answer. */
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

/** What the user asks for in the panel and others carry out. */
export type PanelAsk =
  | { readonly kind: 'resend' | 'resendAs' | 'cancel' | 'compare' | 'lookUp' | 'explainHandshake' | 'exportHar'; readonly runId: RunId }
  | { readonly kind: 'copyAs'; readonly runId: RunId; readonly exchange: number | undefined };

/**
 * The trace panel: one page beside the editor, made when it is first needed and then reused. The page is thrown away while it
 * is hidden; the run stays here and is drawn again when the page says `ready`.
 */
export class TracePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #deps: TracePanelDeps;
  readonly #store = new DisposableStore();
  readonly #asked = this.#store.add(new vscode.EventEmitter<PanelAsk>());
  readonly #bodies: BodyDocuments;
  readonly #live = this.#store.add(new Pace(() => this.#sendModel(), liveEveryMs));
  #panel: vscode.WebviewPanel | undefined;
  #ready = false;
  #source: PanelSource | undefined;
  /** The run that is shown beside the one in `#source`. */
  #compared: Run | undefined;
  /** `now` of the model: a finished run stays as it was when it ended. */
  #at = 0;
  /** The run that a page of an earlier session showed. */
  #restoredId: string | undefined;

  readonly onDidAsk: vscode.Event<PanelAsk> = this.#asked.event;

  constructor(deps: TracePanelDeps) {
    this.#deps = deps;
    this.#bodies = new BodyDocuments(id => this.#traceOf(id));
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(bodyScheme, this.#bodies));
    this.#store.add(vscode.window.registerWebviewPanelSerializer(viewType, this));
  }

  showRunning(id: RunId, request: TraceRequest): void {
    const startedAt = this.#deps.now();
    this.#present({ trace: { id, startedAt, request, entries: [], challenge: null, token: null, outcome: { kind: 'running' } } });
  }

  /** The running trace, one event further. Ignored for a run that the panel does not show. */
  update(trace: Trace): void {
    if (this.#source?.trace.id !== trace.id) return;
    this.#source = { trace };
    this.#at = this.#deps.now();
    this.#live.soon();
  }

  showRun(run: Run): void {
    this.#present(run);
  }

  /** More is known of a run. Ignored for one that the panel does not show. */
  refresh(run: Run | undefined): void {
    if (run === undefined || this.#source?.trace.id !== run.trace.id) return;
    this.#source = run;
    this.#sendModel();
  }

  /** Two finished runs side by side, until one of them is opened or another run is shown. */
  showComparison(one: Run, other: Run): void {
    this.#present(one, other);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { runId } = (state ?? {}) as { runId?: unknown };
    this.#restoredId = typeof runId === 'string' && runId.length <= 128 ? runId : undefined;
    const run = this.#restoredId === undefined ? undefined : this.#deps.run(this.#restoredId);
    if (this.#source === undefined && run !== undefined) this.#take(run);
    this.#panel?.dispose();
    this.#adopt(panel);
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#store.dispose();
  }

  #present(source: PanelSource, compared?: Run): void {
    this.#take(source, compared);
    if (this.#panel === undefined) this.#adopt(this.#create());
    else if (!this.#panel.visible) this.#panel.reveal(undefined, true);
    if (source.trace.outcome.kind === 'running') this.#live.soon();
    else this.#live.now();
  }

  #take(source: PanelSource, compared?: Run): void {
    this.#source = source;
    this.#compared = compared;
    this.#at = this.#deps.now();
    this.#restoredId = undefined;
  }

  #create(): vscode.WebviewPanel {
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Key Vault Trace'), where, { enableFindWidget: true });
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(this.#deps.extensionUri, 'dist');
    const media = (name: string): vscode.Uri => vscode.Uri.joinPath(this.#deps.extensionUri, 'media', 'icons', name);
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = { light: media('trace-light.svg'), dark: media('trace-dark.svg') };
    webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [dist] };
    webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPanel(message)) void this.#onMessage(message);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    webview.html = panelHtml({
      nonce: randomBytes(16).toString('base64url'),
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.css')).toString(),
      language: vscode.env.language,
      strings: vscode.l10n.bundle ?? {},
    });
  }

  async #onMessage(message: FromPanel): Promise<void> {
    if (message.type === 'ready') {
      this.#ready = true;
      this.#live.now();
      return;
    }
    if (message.type === 'open-run') {
      const run = this.#deps.run(message.runId);
      if (run !== undefined) this.showRun(run);
      return;
    }
    const source = this.#source;
    if (source === undefined || source.trace.id !== message.runId) return;
    await this.#onAsk(message, source);
  }

  async #onAsk(message: Exclude<FromPanel, { type: 'ready' | 'open-run' }>, source: PanelSource): Promise<void> {
    const { trace } = source;
    switch (message.type) {
      case 'select':
        return this.#sendDetails(trace, message.exchange);
      case 'reveal':
        return this.#reveal(trace, message.exchange, message.part);
      case 'open-body':
        return this.#bodies.open(trace, message.exchange, message.part);
      case 'open-link':
        return openLink(source, message.finding, message.link);
      case 'copy-as':
        return this.#asked.fire({ kind: 'copyAs', runId: trace.id, exchange: message.exchange ?? undefined });
      default:
        return this.#asked.fire({ kind: askKinds[message.type], runId: trace.id });
    }
  }

  #sendDetails(trace: Trace, id: number): void {
    const exchange = exchangesOf(trace).find(one => one.id === id);
    if (exchange !== undefined) this.#post({ type: 'details', runId: trace.id, details: exchangeDetails(exchange, readersLanguage) });
  }

  async #reveal(trace: Trace, exchange: number, part: BodyPart): Promise<void> {
    const text = await this.#deps.reveal(trace.id, exchange, part);
    this.#post({ type: 'revealed', runId: trace.id, exchange, part, text: text?.slice(0, bodyCap) ?? null });
  }

  #sendModel(): void {
    const compared = this.#compared;
    if (this.#source !== undefined && compared !== undefined && 'headline' in this.#source) {
      const comparison = compareRuns(compared, this.#source, readersLanguage);
      if (this.#panel !== undefined) this.#panel.title = vscode.l10n.t('Two traces: {0}', comparison.right.title);
      this.#post({ type: 'compare', comparison });
    } else if (this.#source !== undefined) {
      const model = panelModel(this.#source, this.#at, readersLanguage);
      if (this.#panel !== undefined) this.#panel.title = vscode.l10n.t('Trace: {0}', model.title);
      this.#post({ type: 'show', model });
    } else if (this.#restoredId !== undefined) this.#post({ type: 'gone', runId: this.#restoredId });
    else this.#post({ type: 'empty' });
  }

  /** Messages to a page that is not there are lost by the editor anyway: it asks again with `ready`. */
  #post(message: ToPanel): void {
    if (this.#ready) void this.#panel?.webview.postMessage(message);
  }

  #traceOf(id: string): Trace | undefined {
    return this.#source?.trace.id === id ? this.#source.trace : this.#deps.run(id)?.trace;
  }
}

const askKinds = {
  resend: 'resend',
  'resend-as': 'resendAs',
  cancel: 'cancel',
  compare: 'compare',
  'look-up': 'lookUp',
  'explain-handshake': 'explainHandshake',
  'export-har': 'exportHar',
} as const;

async function openLink(source: PanelSource, finding: number, link: number): Promise<void> {
  const url = 'findings' in source ? source.findings[finding]?.links[link]?.url : undefined;
  if (url !== undefined && isTrustedLink(url)) await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
