import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { reportScheme } from '../explain/reportScheme.ts';
import { HistoryView } from '../history/historyView.ts';
import { requestMime } from '../objects/requestMime.ts';
import { tokenScheme } from '../token/tokenScheme.ts';
import type { VaultsNode } from '../vaults/vaultsTree.ts';
import { VaultsView } from '../vaults/vaultsView.ts';
import type { Features } from './features.ts';

export interface FeatureViews extends vscode.Disposable {
  redrawVaults(node: VaultsNode | undefined): void;
  redrawHistory(): void;
}

/** Registers the views and what the editor asks for beside them. What answers is loaded by the first question. */
export function registerFeatures(features: () => Features): FeatureViews {
  const store = new DisposableStore();
  const vaults = store.add(new VaultsView(() => features().vaults));
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(tokenScheme, {
      provideTextDocumentContent: (...asked) => features().tokens.provideTextDocumentContent(...asked),
    }),
  );
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(reportScheme, {
      provideTextDocumentContent: (...asked) => features().reports.provideTextDocumentContent(...asked),
    }),
  );
  // Untitled alone: only the lab's own documents, and the bundle is not loaded for the JSON files of others.
  store.add(
    vscode.languages.registerCodeLensProvider(
      { language: 'jsonc', scheme: 'untitled' },
      { provideCodeLenses: (...asked) => features().lab.provideCodeLenses(...asked) },
    ),
  );
  store.add(
    vscode.languages.registerDocumentDropEditProvider(
      { language: 'kvhttp' },
      { provideDocumentDropEdits: (...asked) => features().drop.provideDocumentDropEdits(...asked) },
      { dropMimeTypes: [requestMime] },
    ),
  );
  const history = store.add(new HistoryView(() => features().history));
  return { redrawVaults: node => vaults.refresh(node), redrawHistory: () => history.refresh(), dispose: () => store.dispose() };
}
