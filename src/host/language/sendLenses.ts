import * as vscode from 'vscode';
import { type SendPlace, sendPlaces } from '../../core/language/sendPlaces.ts';
import { commands } from '../commands.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { lensTitle } from './lensTitle.ts';

/** What is known of the last Send of a request; `key` is that of `requestKey`. */
export interface LastResults {
  lastResult(documentUri: string, key: string): { readonly text: string; readonly runId: string } | undefined;
  onDidChange(listener: () => void): { dispose(): unknown };
}

/** `Send`, `Send as…` and the last result above each request. The commands get the document and the span of the request. */
export class SendLenses {
  readonly #trees: DocumentTrees;
  readonly #results: LastResults;

  constructor(trees: DocumentTrees, results: LastResults) {
    this.#trees = trees;
    this.#results = results;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const uri = document.uri.toString();
    return sendPlaces(this.#trees.treeOf(document)).flatMap(place => this.#lensesOf(uri, place));
  }

  #lensesOf(uri: string, { line, span, key }: SendPlace): readonly vscode.CodeLens[] {
    const range = new vscode.Range(line, 0, line, 0);
    const last = this.#results.lastResult(uri, key);
    const lenses = [
      new vscode.CodeLens(range, {
        title: `$(play) ${vscode.l10n.t('Send')}`,
        tooltip: vscode.l10n.t('Send this request and show every call on the way'),
        command: commands.send,
        arguments: [uri, span],
      }),
      new vscode.CodeLens(range, {
        title: vscode.l10n.t('Send as…'),
        tooltip: vscode.l10n.t('Send this request with another flow: as an SDK, token first, or without a token'),
        command: commands.sendAs,
        arguments: [uri, span],
      }),
      new vscode.CodeLens(range, { title: vscode.l10n.t('Copy as…'), command: commands.copyRequest, arguments: [uri, span] }),
    ];
    if (last === undefined) return lenses;
    const title = lensTitle(last.text);
    return [
      ...lenses,
      new vscode.CodeLens(range, { title, tooltip: vscode.l10n.t('Show the trace'), command: commands.openTrace, arguments: [last.runId] }),
    ];
  }
}
