import * as vscode from 'vscode';
import type { Trace } from '../../core/model/trace.ts';
import { prettyJson } from '../../core/timeline/prettyJson.ts';
import type { BodyPart } from '../../protocol/panel.ts';
import { bodyExtension, bodyText } from './bodyText.ts';

export const bodyScheme = 'kvhttp-body';

/** Longer bodies are shown as they came: JSON on one line cannot be formatted in a read-only document. */
const prettyCap = 2_000_000;

/** Read-only documents with the bodies of runs. The address holds names only; the text is looked up when it is asked for. */
export class BodyDocuments implements vscode.TextDocumentContentProvider {
  readonly #trace: (runId: string) => Trace | undefined;

  constructor(trace: (runId: string) => Trace | undefined) {
    this.#trace = trace;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const [, runId, exchange, part] = uri.path.split('/');
    const trace = runId === undefined ? undefined : this.#trace(runId);
    const text = trace === undefined || !isPart(part) ? undefined : bodyText(trace, Number(exchange), part);
    if (text !== undefined) return (text.length < prettyCap ? prettyJson(text) : null) ?? text;
    return vscode.l10n.t('This run is gone: runs are kept in memory only. Send the request again to see its body.');
  }

  async open(trace: Trace, exchange: number, part: BodyPart): Promise<void> {
    const text = bodyText(trace, exchange, part);
    if (text === undefined) return;
    const name = `${trace.request.name ?? 'body'}`.replace(/[^\w.-]+/g, '-');
    const path = `/${trace.id}/${exchange}/${part}/${name}-${exchange + 1}.${bodyExtension(text)}`;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: bodyScheme, path }));
    await vscode.window.showTextDocument(document, { preview: true });
  }
}

function isPart(part: string | undefined): part is BodyPart {
  return part === 'request-body' || part === 'response-body';
}
