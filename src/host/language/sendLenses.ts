import * as vscode from 'vscode';
import { type RequestKey, requestKeys } from '../../core/language/requestKey.ts';
import { type SendPlace, sendPlaces } from '../../core/language/sendPlaces.ts';
import type { RequestBlock } from '../../core/language/syntax.ts';
import type { TextSpan } from '../../core/model/textSpan.ts';
import { commands } from '../commands.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { LastResult } from '../send/lastResult.ts';
import type { DocumentTrees } from './documentTrees.ts';
import { lensTitle } from './lensTitle.ts';
import { LensWindows } from './lensWindows.ts';

/** What is known of the last Send of each request. */
export interface LastResults {
  /** Asked before all requests of a document get their keys. */
  hasResultOf(documentUri: string): boolean;
  lastResult(documentUri: string, key: RequestKey): LastResult | undefined;
  onDidChange(listener: () => void): { dispose(): unknown };
}

/** A lens without a command: the editor asks for it when the line comes into view, and keeps thousands until the next edit. */
class DistantLens extends vscode.CodeLens {
  readonly block: RequestBlock;
  readonly documentUri: string;

  constructor(documentUri: string, place: SendPlace) {
    super(lineRange(place));
    this.documentUri = documentUri;
    this.block = place.block;
  }
}

/**
 * `Send`, `Send as…`, `Copy as…` and the last result above each request. The commands get the document and the span of the request.
 * In a long file the requests far from what is shown have `Send` alone: all lenses of a file travel to the window after each edit.
 */
export class SendLenses implements vscode.CodeLensProvider {
  readonly #store = new DisposableStore();
  readonly #windows = this.#store.add(new LensWindows());
  readonly #trees: DocumentTrees;
  readonly #results: LastResults;
  /** What is shown has left the part of the file that has all lenses. */
  readonly onDidChangeCodeLenses = this.#windows.onDidLeave;

  constructor(trees: DocumentTrees, results: LastResults) {
    this.#trees = trees;
    this.#results = results;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const uri = document.uri.toString();
    const tree = this.#trees.treeOf(document);
    const places = sendPlaces(tree);
    const keys = this.#results.hasResultOf(uri) ? requestKeys(tree) : undefined;
    const isNear = this.#windows.windowOf(document, places);
    const lenses: vscode.CodeLens[] = [];
    for (const place of places) {
      if (isNear(place.line)) lenses.push(...this.#lensesOf(uri, place, keys?.get(place.block)));
      else lenses.push(new DistantLens(uri, place));
    }
    return lenses;
  }

  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (lens instanceof DistantLens) lens.command = sendCommand(lens.documentUri, lens.block);
    return lens;
  }

  #lensesOf(uri: string, place: SendPlace, key: RequestKey | undefined): readonly vscode.CodeLens[] {
    const { span } = place;
    const range = lineRange(place);
    const last = key && this.#results.lastResult(uri, key);
    const lenses = [
      new vscode.CodeLens(range, sendCommand(uri, span)),
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

  dispose(): void {
    this.#store.dispose();
  }
}

/** One place for both ends: there are thousands of lenses in a long file. */
function lineRange({ line }: SendPlace): vscode.Range {
  const start = new vscode.Position(line, 0);
  return new vscode.Range(start, start);
}

function sendCommand(uri: string, { start, end }: TextSpan): vscode.Command {
  return {
    title: `$(play) ${vscode.l10n.t('Send')}`,
    tooltip: vscode.l10n.t('Send this request and show every call on the way'),
    command: commands.send,
    arguments: [uri, { start, end }],
  };
}
