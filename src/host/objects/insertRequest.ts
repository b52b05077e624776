import * as vscode from 'vscode';
import { insertionPlace } from './insertionPlace.ts';
import { requestMime } from './requestMime.ts';

/** Puts a request into the active request file, behind the request at the cursor, else into a new file; the cursor goes to it. */
export async function insertRequest(request: string): Promise<void> {
  const editor = requestEditor();
  if (editor === undefined) {
    const fresh = await vscode.workspace.openTextDocument({ language: 'kvhttp', content: request });
    await vscode.window.showTextDocument(fresh);
    return;
  }
  const { document } = editor;
  const { offset, text } = insertionPlace(
    document.getText(),
    document.offsetAt(document.lineAt(editor.selection.active).range.end),
    request,
  );
  await editor.edit(edit => edit.insert(document.positionAt(offset), text));
  const at = document.positionAt(offset + text.indexOf('###'));
  await vscode.window.showTextDocument(document, {
    viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
    selection: new vscode.Range(at, at),
  });
}

/** What was dragged out of the vaults view, dropped into a request file: it goes between two requests, not into one. */
export async function dropRequest(
  document: vscode.TextDocument,
  position: vscode.Position,
  data: vscode.DataTransfer,
): Promise<vscode.DocumentDropEdit | undefined> {
  const request = await data.get(requestMime)?.asString();
  if (request === undefined || request === '') return undefined;
  const { offset, text } = insertionPlace(document.getText(), document.offsetAt(position), request);
  const edit = new vscode.DocumentDropEdit('', vscode.l10n.t('Insert request'));
  edit.additionalEdit = new vscode.WorkspaceEdit();
  edit.additionalEdit.insert(document.uri, document.positionAt(offset), text);
  return edit;
}

/** The active editor where it holds a request file that can be changed. The panel may have the focus: then the one beside it. */
function requestEditor(): vscode.TextEditor | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find(editor => editor?.document.languageId === 'kvhttp' && editor.document.uri.scheme !== 'kvhttp-request');
}
