import * as vscode from 'vscode';

/** Time that the editor gets to draw before anything else is started for it. */
const idleMs = 1000;

/** Calls `warm` once, a while after the first request file was shown. */
export function warmWhenShown(warm: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const look = (editors: readonly vscode.TextEditor[]) => {
    if (timer === undefined && editors.some(editor => editor.document.languageId === 'kvhttp')) timer = setTimeout(warm, idleMs);
  };
  const listener = vscode.window.onDidChangeVisibleTextEditors(look);
  look(vscode.window.visibleTextEditors);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listener.dispose();
  });
}
