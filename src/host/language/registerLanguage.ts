import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { DocumentTrees } from './documentTrees.ts';
import { foldingProvider } from './folding.ts';
import { ProblemMarks, type ProblemSources } from './problemMarks.ts';
import { type LastResults, SendLenses } from './sendLenses.ts';
import { symbolProvider } from './symbols.ts';
import { type TokenHoverDoors, tokenHoverProvider } from './tokenHover.ts';

export interface LanguageParts {
  readonly results: LastResults;
  readonly problems: ProblemSources;
  readonly token: TokenHoverDoors;
}

const selector: vscode.DocumentSelector = { language: 'kvhttp' };

/** Registers what the editor asks for in request files, and the token hover in all. Nothing is parsed before the editor asks. */
export function registerLanguage({ results, problems, token }: LanguageParts): vscode.Disposable {
  const store = new DisposableStore();
  const trees = store.add(new DocumentTrees());
  const lenses = store.add(new SendLenses(trees, results));
  store.add(vscode.languages.registerCodeLensProvider(selector, lenses));
  store.add(vscode.languages.registerDocumentSymbolProvider(selector, symbolProvider(trees)));
  store.add(vscode.languages.registerFoldingRangeProvider(selector, foldingProvider(trees)));
  store.add(vscode.languages.registerHoverProvider('*', tokenHoverProvider(token)));
  store.add(new ProblemMarks(trees, problems));
  return store;
}
