import * as vscode from 'vscode';

/** Resolves with a mark of a document as soon as there is one of this code. */
export async function markOf(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  const find = () => vscode.languages.getDiagnostics(document.uri).find(each => each.code === code);
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      listener.dispose();
      reject(new Error(`no mark ${code}: ${vscode.languages.getDiagnostics(document.uri).map(each => String(each.code))}`));
    }, 30_000);
    const look = () => {
      const found = find();
      if (found === undefined) return;
      clearTimeout(giveUp);
      listener.dispose();
      resolve(found);
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}
