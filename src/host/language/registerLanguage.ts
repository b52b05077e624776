import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { Language } from './language.ts';
import type { LastResults } from './sendLenses.ts';

const selector: vscode.DocumentSelector = { language: 'kvhttp' };

/**
 * Registers what the editor asks for in request files, and the token hover in all. What answers is loaded by the first question,
 * or by the first request file that is open: its problems must show without one.
 */
export function registerLanguage(language: () => Language, results: LastResults): vscode.Disposable {
  const store = new DisposableStore();
  const lensesChanged = store.add(new vscode.EventEmitter<void>());
  store.add(results.onDidChange(() => lensesChanged.fire()));
  store.add(
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: document => language().lenses.provideCodeLenses(document),
    }),
  );
  store.add(
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (...asked) => language().symbols.provideDocumentSymbols(...asked),
    }),
  );
  store.add(
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: (...asked) => language().folding.provideFoldingRanges(...asked),
    }),
  );
  store.add(
    vscode.languages.registerHoverProvider('*', {
      provideHover: (document, position, cancel) =>
        // Every token begins so; a hover in any other line of any other file loads nothing.
        document.lineAt(position.line).text.includes('eyJ') ? language().tokenHover.provideHover(document, position, cancel) : undefined,
    }),
  );
  store.add(whenShown(() => language()));
  return store;
}

/** Calls `act` once, when the first request file is open. */
function whenShown(act: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const look = ({ languageId }: vscode.TextDocument) => {
    // Behind the editor's own first questions, which draw the file.
    if (languageId === 'kvhttp') timer ??= setTimeout(act, 0);
  };
  const listener = vscode.workspace.onDidOpenTextDocument(look);
  vscode.workspace.textDocuments.forEach(look);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listener.dispose();
  });
}
