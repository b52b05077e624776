import * as vscode from 'vscode';

/** What the editors show of a document; empty where none shows it. */
export function shownRanges(document: vscode.TextDocument): readonly vscode.Range[] {
  return vscode.window.visibleTextEditors.filter(editor => editor.document === document).flatMap(({ visibleRanges }) => visibleRanges);
}
