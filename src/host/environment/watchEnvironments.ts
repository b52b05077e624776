import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { type Environments, isEnvironmentFile } from './environments.ts';

/** Has environment files read anew when they change, and tells of it; what was read for a document is forgotten with it. */
export function watchEnvironments(environments: Environments, changed: () => void): vscode.Disposable {
  const store = new DisposableStore();
  const look = (uris: readonly vscode.Uri[]) => {
    if (!uris.some(({ path }) => isEnvironmentFile(path))) return;
    environments.forget();
    changed();
  };
  store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => environments.forget(uri.toString())));
  store.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => look([uri])));
  store.add(vscode.workspace.onDidCreateFiles(({ files }) => look(files)));
  store.add(vscode.workspace.onDidDeleteFiles(({ files }) => look(files)));
  return store;
}
