import type * as vscode from 'vscode';
import type { SendPlanner } from '../send/planSend.ts';
import type { ProblemSources } from './problemMarks.ts';
import type { LastResults } from './sendLenses.ts';
import type { TokenHoverDoors } from './tokenHover.ts';

/** What the features for request files are given. */
export interface LanguageParts {
  readonly results: LastResults;
  readonly problems: ProblemSources;
  readonly token: TokenHoverDoors;
}

/** All that needs the parser: a bundle of its own, loaded when the editor first asks for something in a request file. */
export interface Language extends vscode.Disposable {
  readonly plans: SendPlanner;
  readonly lenses: { provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] };
  readonly symbols: vscode.DocumentSymbolProvider;
  readonly folding: vscode.FoldingRangeProvider;
  readonly tokenHover: vscode.HoverProvider;
}

/** The one export of the bundle. */
export interface LanguageBundle {
  createLanguage(parts: LanguageParts): Language;
}
