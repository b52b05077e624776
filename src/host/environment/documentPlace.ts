import * as vscode from 'vscode';

/** Where a request file lies on the disk, and its workspace folder. Nothing beside a file is read in an untrusted workspace. */
export function documentPlace(document: string): { readonly file: string; readonly root: string | undefined } | undefined {
  if (!vscode.workspace.isTrusted || document === '') return undefined;
  const uri = vscode.Uri.parse(document);
  return uri.scheme === 'file' ? { file: uri.fsPath, root: vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath } : undefined;
}
