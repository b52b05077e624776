import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { Language } from './language.ts';
import { semanticLegend } from './semanticLegend.ts';
import type { LastResults } from './sendLenses.ts';

const selector: vscode.DocumentSelector = { language: 'kvhttp' };

/**
 * Registers what the editor asks for in request files, and the token hover in all. What answers is loaded by the first question,
 * or by the first request file that is open: its problems must show without one.
 */
export function registerLanguage(language: () => Language, results: LastResults): vscode.Disposable {
  const store = new DisposableStore();
  const { languages } = vscode;
  const lensesChanged = store.add(new vscode.EventEmitter<void>());
  store.add(results.onDidChange(() => lensesChanged.fire()));
  const lenses = { onDidChangeCodeLenses: lensesChanged.event, ...lazily(() => language().lenses, 'provideCodeLenses', 'resolveCodeLens') };
  store.add(languages.registerCodeLensProvider(selector, lenses));
  store.add(
    languages.registerDocumentSymbolProvider(
      selector,
      lazily(() => language().symbols, 'provideDocumentSymbols'),
    ),
  );
  store.add(
    languages.registerFoldingRangeProvider(
      selector,
      lazily(() => language().folding, 'provideFoldingRanges'),
    ),
  );
  store.add(
    languages.registerHoverProvider(
      selector,
      lazily(() => language().hover, 'provideHover'),
    ),
  );
  store.add(languages.registerHoverProvider('*', tokenHover(language)));
  const completion = lazily(() => language().completion, 'provideCompletionItems');
  store.add(languages.registerCompletionItemProvider(selector, completion, '@', '{', '/', '?', '&', '=', '$', ' '));
  const fixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  store.add(
    languages.registerCodeActionsProvider(
      selector,
      lazily(() => language().actions, 'provideCodeActions'),
      fixes,
    ),
  );
  const semantic = lazily(() => language().semantic, 'provideDocumentRangeSemanticTokens');
  store.add(languages.registerDocumentRangeSemanticTokensProvider(selector, semantic, semanticLegend));
  store.add(
    languages.registerInlayHintsProvider(
      selector,
      lazily(() => language().inlay, 'provideInlayHints'),
    ),
  );
  store.add(
    languages.registerDocumentLinkProvider(
      selector,
      lazily(() => language().links, 'provideDocumentLinks'),
    ),
  );
  store.add(
    languages.registerDefinitionProvider(
      selector,
      lazily(() => language().definition, 'provideDefinition'),
    ),
  );
  store.add(
    languages.registerReferenceProvider(
      selector,
      lazily(() => language().references, 'provideReferences'),
    ),
  );
  store.add(
    languages.registerDocumentHighlightProvider(
      selector,
      lazily(() => language().highlights, 'provideDocumentHighlights'),
    ),
  );
  store.add(
    languages.registerRenameProvider(
      selector,
      lazily(() => language().rename, 'provideRenameEdits', 'prepareRename'),
    ),
  );
  store.add(
    languages.registerDocumentFormattingEditProvider(
      selector,
      lazily(() => language().format, 'provideDocumentFormattingEdits'),
    ),
  );
  const onType = lazily(() => language().formatOnType, 'provideOnTypeFormattingEdits');
  store.add(languages.registerOnTypeFormattingEditProvider(selector, onType, '\n'));
  store.add(whenShown(() => store.add(language().lenses.onDidChangeCodeLenses(() => lensesChanged.fire()))));
  return store;
}

type Methods<T> = { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? K : never }[keyof T];

/** An object with some methods of another one, which is looked up when one of them is called. */
function lazily<T extends object, K extends Methods<T>>(get: () => T, ...names: readonly K[]): Pick<T, K> {
  const call =
    (name: K) =>
    (...args: readonly unknown[]): unknown => {
      const target = get();
      return Reflect.apply(target[name] as (...args: readonly unknown[]) => unknown, target, args);
    };
  return Object.fromEntries(names.map(name => [name, call(name)])) as Pick<T, K>;
}

function tokenHover(language: () => Language): vscode.HoverProvider {
  return {
    provideHover: (document, position, cancel) =>
      // Every token begins so; a hover in any other line of any other file loads nothing.
      document.lineAt(position.line).text.includes('eyJ') ? language().tokenHover.provideHover(document, position, cancel) : undefined,
  };
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
