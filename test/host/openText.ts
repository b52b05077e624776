import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * An untitled file with this text and a name that no other has: the editor keeps the text of a closed untitled file for a moment, and
 * gives it to the next one of that name.
 */
export async function openText(content: string, extension = 'kvhttp'): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `${randomUUID()}.${extension}` });
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), content);
  await vscode.workspace.applyEdit(edit);
  return document;
}
