import * as vscode from 'vscode';
import { isSameRequest, type RequestKey } from '../../core/language/requestKey.ts';
import type { RequestSelector } from '../../core/model/requestSelector.ts';
import type { Run } from '../../core/model/run.ts';
import type { FlowKind } from '../../core/model/trace.ts';
import { flowOf, runOf, spanOf, textOf } from '../commandArguments.ts';
import type { PlanFacts } from './defaultVault.ts';
import type { SendPlan, SendPlanner } from './planSend.ts';
import type { RunStore } from './runStore.ts';
import type { RunView, Sender } from './sender.ts';
import { type SendSummary, summaryOf } from './sendSummary.ts';

const t = vscode.l10n.t;

/** A request that was sent, and how to find it in its file again. */
export interface SentRequest {
  readonly document: string;
  readonly isMeant: (key: RequestKey) => boolean;
  readonly flow: FlowKind | null;
}

export interface SendCommandDeps {
  readonly sender: Sender;
  readonly runs: RunStore;
  readonly view: RunView;
  plans(): SendPlanner;
  planFacts(document: string): PlanFacts;
  /** The request of an earlier session. */
  past(run: string): SentRequest | undefined;
}

/** The commands that send. The text goes out as it stands in the editor, saved or not. */
export class SendCommands {
  readonly #deps: SendCommandDeps;
  #all: AbortController | undefined;

  constructor(deps: SendCommandDeps) {
    this.#deps = deps;
  }

  /** A lens passes document and span; without them the request at the cursor is meant. */
  async send(documentUri: unknown, span: unknown, flow: FlowKind | null = null): Promise<SendSummary | undefined> {
    const place = await placeOf(documentUri, span);
    if (place === undefined) return undefined;
    const { document, selector } = place;
    const plan = this.#deps.plans().planSend(document.getText(), selector, flow, this.#deps.planFacts(document.uri.toString()));
    if (plan === undefined) {
      void vscode.window.showInformationMessage(
        t('There is no request at the cursor. Put it into the lines between two ### and send again.'),
      );
      return undefined;
    }
    return summaryOf(await this.#sendPlan(document, plan, flow));
  }

  async sendAs(documentUri: unknown, span: unknown, flow: unknown): Promise<SendSummary | undefined> {
    const chosen = flowOf(flow) ?? (await pickFlow());
    return chosen === undefined ? undefined : this.send(documentUri, span, chosen);
  }

  /** One after the other, as they stand; the panel ends on the first that failed. Cancel ends the whole. */
  async sendAll(documentUri: unknown): Promise<readonly SendSummary[]> {
    const document = (await placeOf(documentUri, undefined))?.document;
    if (document === undefined) return [];
    this.#all?.abort();
    const abort = new AbortController();
    this.#all = abort;
    const plans = this.#deps.plans().planAll(document.getText(), this.#deps.planFacts(document.uri.toString()));
    const done: Run[] = [];
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: t('Sending requests') }, async progress => {
      for (const plan of plans) {
        if (abort.signal.aborted) return;
        progress.report({ message: `${done.length + 1}/${plans.length}` });
        done.push(await this.#sendPlan(document, plan, null, abort.signal));
      }
    });
    const failed = done.find(run => !isGood(run));
    if (failed !== undefined) this.#deps.view.showRun(failed);
    return done.map(summaryOf);
  }

  /** The same request again, as its file has it now. Where the file does not say which one it is, nothing is sent. */
  async resend(runId: unknown, flow: unknown): Promise<SendSummary | undefined> {
    const sent = this.#sent(runOf(runId));
    if (sent === undefined) return undefined;
    const document = await documentOf(sent.document);
    const wanted = flowOf(flow) ?? sent.flow;
    const found =
      document === undefined
        ? []
        : this.#deps.plans().planAgain(document.getText(), sent.isMeant, wanted, this.#deps.planFacts(sent.document));
    const [plan, other] = found;
    if (document === undefined || plan === undefined || other !== undefined) {
      void vscode.window.showInformationMessage(
        other === undefined
          ? t('The request of this trace is no longer in its file, or was changed there. Nothing was sent: send it from the file.')
          : t('More than one request of the file can be that of this trace. Nothing was sent: send the one that you mean from the file.'),
      );
      return undefined;
    }
    return summaryOf(await this.#sendPlan(document, plan, wanted));
  }

  /** Without an id the last one is meant. */
  #sent(id: string | undefined): SentRequest | undefined {
    const stored = id === undefined ? this.#deps.runs.latest() : this.#deps.runs.get(id);
    if (stored === undefined) return id === undefined ? undefined : this.#deps.past(id);
    const { document, key, flow } = stored;
    return { document, isMeant: other => isSameRequest(key, other), flow };
  }

  async resendAs(runId: unknown): Promise<SendSummary | undefined> {
    const flow = await pickFlow();
    return flow === undefined ? undefined : this.resend(runId, flow);
  }

  cancel(runId: unknown): boolean {
    this.#all?.abort();
    return this.#deps.sender.cancel(textOf(runId));
  }

  #sendPlan(document: vscode.TextDocument, plan: SendPlan, flow: FlowKind | null, signal?: AbortSignal): Promise<Run> {
    return this.#deps.sender.send({ document: document.uri.toString(), text: document.getText(), plan, flow }, signal);
  }
}

/** As the command line's exit code 0: all assertions hold; without any, the verdict decides. */
function isGood(run: Run): boolean {
  return run.assertions.length > 0 ? run.assertions.every(assertion => assertion.ok) : run.verdict === 'expected';
}

async function placeOf(
  documentUri: unknown,
  span: unknown,
): Promise<{ readonly document: vscode.TextDocument; readonly selector: RequestSelector } | undefined> {
  const uri = textOf(documentUri);
  if (uri !== undefined) {
    const document = await documentOf(uri);
    const found = spanOf(span);
    return document && { document, selector: found === undefined ? { kind: 'first' } : { kind: 'span', span: found } };
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'kvhttp') return undefined;
  return { document: editor.document, selector: { kind: 'line', line: editor.selection.active.line } };
}

/** An open document, else the file where there is one. */
async function documentOf(uri: string): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
  if (open !== undefined) return open;
  try {
    const place = vscode.Uri.parse(uri, true);
    // Opening an unsaved document that is closed would make a new, empty one.
    return place.scheme === 'untitled' ? undefined : await vscode.workspace.openTextDocument(place);
  } catch {
    // Deleted, closed without saving, or no URI at all: there is nothing to send.
    return undefined;
  }
}

async function pickFlow(): Promise<FlowKind | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly flow: FlowKind })[] = [
    {
      label: t('As an SDK does'),
      description: 'sdk',
      detail: t('Without a token first; the 401 challenge says what token is needed'),
      flow: 'sdk',
    },
    { label: t('As a plain REST client does'), description: 'rest', detail: t('Token first, then the vault: no 401'), flow: 'rest' },
    {
      label: t('Without any token'),
      description: 'anonymous',
      detail: t('What the vault answers to somebody it does not know'),
      flow: 'anonymous',
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Send the request how?') }))?.flow;
}
