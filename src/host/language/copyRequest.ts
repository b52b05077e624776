import * as vscode from 'vscode';
import { importCurl } from '../../core/copy/importCurl.ts';
import { copyOfText } from '../../core/language/actions/copyOfText.ts';
import { selectRequest } from '../../core/language/selectRequest.ts';
import { variableScopeOf } from '../../core/resolve/variableScope.ts';
import { spanOf, textOf } from '../commandArguments.ts';
import { chooseCopyForm, copyAs } from '../copyForm.ts';
import { insertRequest } from '../objects/insertRequest.ts';
import type { DocumentTrees } from './documentTrees.ts';
import type { FactsOf } from './editorFacts.ts';
import { editorWords } from './editorWords.ts';

/** Copies the request of a lens, or the one at the cursor, as a command or a small program. Nothing is sent, and no token is in it. */
export async function copyRequest(trees: DocumentTrees, facts: FactsOf, documentUri: unknown, span: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const uri = textOf(documentUri) ?? editor?.document.uri.toString();
  const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri);
  if (document?.languageId !== 'kvhttp' || uri === undefined) return;
  const meant = spanOf(span);
  const line = editor?.document === document ? editor.selection.active.line : 0;
  const tree = trees.treeOf(document);
  const block = selectRequest(tree, meant === undefined ? { kind: 'line', line } : { kind: 'span', span: meant });
  if (block === undefined) return;
  const form = await chooseCopyForm();
  if (form !== undefined) await copyAs(form, copyOfText(block, variableScopeOf(tree), facts(uri)));
}

/** Makes a request of the cURL command that is given, selected, on the clipboard or typed. A token in it is left behind. */
export async function importCurlCommand(given: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  const copied = textOf(given) ?? (isCurl(selected) ? selected : await vscode.env.clipboard.readText());
  const command = isCurl(copied)
    ? copied
    : await vscode.window.showInputBox({ title: 'cURL', placeHolder: 'curl https://…', ignoreFocusOut: true });
  if (command === undefined || command.trim() === '') return;
  const imported = importCurl(command);
  if (imported.kind === 'problem') {
    void vscode.window.showWarningMessage(editorWords(imported.message));
    return;
  }
  await insertRequest(`###\n${imported.text}`);
  if (imported.notes.length > 0) void vscode.window.showInformationMessage(imported.notes.slice(0, 5).map(editorWords).join(' '));
}

function isCurl(text: string): boolean {
  return /^\s*(?:[$>]\s+)?(?:\S*[/\\])?curl(?:\.exe)?\s/i.test(text);
}
