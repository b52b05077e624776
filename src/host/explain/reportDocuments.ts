import * as vscode from 'vscode';
import { reportScheme } from './reportScheme.ts';

/** Reports that stay readable while their tabs may be open. */
const capacity = 20;

/** Explanations as read-only Markdown documents. The texts are kept in memory only; nothing in them can run a command. */
export class ReportDocuments implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  #count = 0;

  async show(title: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: reportScheme, path: `/${++this.#count}/${title}.md` });
    this.#texts.set(uri.path, markdown);
    const oldest = this.#texts.keys().next().value;
    if (this.#texts.size > capacity && oldest !== undefined) this.#texts.delete(oldest);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? vscode.l10n.t('This explanation was made in an earlier session and was not kept.');
  }
}
