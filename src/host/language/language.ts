import type * as vscode from 'vscode';
import type { LoadedNames } from '../../core/language/completion/completionFacts.ts';
import type { SendPlanner } from '../send/planSend.ts';
import type { UserSettings } from '../settings/readSettings.ts';
import type { TestDoors } from '../tests/runTests.ts';
import type { Navigation } from './navigation.ts';
import type { ProblemSources } from './problemMarks.ts';
import type { LastResults, SendLenses } from './sendLenses.ts';
import type { TokenHoverDoors } from './tokenHover.ts';

/** What the features for request files are given. */
export interface LanguageParts {
  readonly results: LastResults;
  /** Those of now. */
  settings(): UserSettings;
  readonly problems: ProblemSources;
  readonly token: TokenHoverDoors;
  readonly tests: TestDoors;
  /** Names that the vaults view has listed already; nobody is asked for more. */
  loadedNames(vault: string): LoadedNames;
}

/** All that needs the parser: a bundle of its own, loaded when the editor first asks for something in a request file. */
export interface Language extends vscode.Disposable, Navigation {
  readonly plans: SendPlanner;
  readonly lenses: SendLenses;
  readonly symbols: vscode.DocumentSymbolProvider;
  readonly folding: vscode.FoldingRangeProvider;
  readonly tokenHover: vscode.HoverProvider;
  readonly hover: vscode.HoverProvider;
  readonly completion: vscode.CompletionItemProvider;
  readonly actions: vscode.CodeActionProvider;
  readonly semantic: vscode.DocumentRangeSemanticTokensProvider;
  readonly inlay: vscode.InlayHintsProvider;
  readonly links: vscode.DocumentLinkProvider;
  readonly format: vscode.DocumentFormattingEditProvider;
  /** The request of a lens, or the one at the cursor, as a command or a program on the clipboard. */
  copyRequest(documentUri: unknown, span: unknown): Promise<void>;
  /** A cURL command as a request of the active file. */
  importCurl(command: unknown): Promise<void>;
  readonly formatOnType: vscode.OnTypeFormattingEditProvider;
}

/** The one export of the bundle. */
export interface LanguageBundle {
  createLanguage(parts: LanguageParts): Language;
}
