import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { planAgain, planAll, planSend } from '../send/planSend.ts';
import { RequestTests } from '../tests/requestTests.ts';
import { codeActionProvider } from './codeActions.ts';
import { completionProvider } from './completion.ts';
import { copyRequest, importCurlCommand } from './copyRequest.ts';
import { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { environmentNames } from './environmentNames.ts';
import { foldingProvider } from './folding.ts';
import { formatProviders } from './formatting.ts';
import { hoverProvider } from './hover.ts';
import { inlayHintsProvider } from './inlayHints.ts';
import type { Language, LanguageParts } from './language.ts';
import { linkProvider } from './links.ts';
import { createNavigation } from './navigation.ts';
import { ProblemMarks } from './problemMarks.ts';
import { semanticTokensProvider } from './semanticTokens.ts';
import { SendLenses } from './sendLenses.ts';
import { symbolProvider } from './symbols.ts';
import { tokenHoverProvider } from './tokenHover.ts';

/** Entry of the bundle `dist/language.js`. Nothing is parsed before the editor asks. */
export function createLanguage({ results, settings, problems, token, tests, loadedNames }: LanguageParts): Language {
  const store = new DisposableStore();
  const trees = new DocumentTrees();
  const facts: FactsOf = document => ({
    ...problems.facts(document),
    isEnvironmentShut: !vscode.workspace.isTrusted,
    credentials: [...settings().credentials.map(({ name, kind }) => ({ name, kind })), { name: 'default', kind: 'default' }],
    now: Math.floor(token.now() / 1000),
    loadedNames: vault => loadedNames(vault),
  });
  store.add(new ProblemMarks(trees, { facts, onDidChange: listener => problems.onDidChange(listener) }));
  store.add(new RequestTests(tests, trees));
  const format = formatProviders(trees);
  return {
    plans: { planSend, planAll, planAgain },
    lenses: store.add(new SendLenses(trees, results)),
    symbols: symbolProvider(trees),
    folding: foldingProvider(trees),
    tokenHover: tokenHoverProvider(token),
    hover: hoverProvider(trees, facts),
    completion: completionProvider(trees, facts),
    actions: codeActionProvider(trees, facts),
    semantic: semanticTokensProvider(trees),
    inlay: inlayHintsProvider(trees, facts),
    links: linkProvider(trees),
    format: format.whole,
    formatOnType: format.onType,
    copyRequest: (document, span) => copyRequest(trees, facts, document, span),
    importCurl: command => importCurlCommand(command),
    ...createNavigation(trees, environmentNames),
    dispose: () => store.dispose(),
  };
}
