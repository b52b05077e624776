import * as vscode from 'vscode';

/** Why a file of tests is not run: it is gone, holds no text, or cannot be reached. */
export function unreadable(uri: vscode.Uri, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return vscode.l10n.t('The requests of {0} cannot be read or sent: {1}', vscode.workspace.asRelativePath(uri), why);
}
