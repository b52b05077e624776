import * as vscode from 'vscode';

/**
 * Runs the tests of the file in the active editor, once the window knows them: it hears of a new test a moment after the extension has
 * listed it, and a run of a file without tests ends in silence.
 */
export async function runTestsOf(document: vscode.TextDocument): Promise<void> {
  await vscode.commands.executeCommand('testing.refreshTests');
  for (let known = 0; known === 0; ) {
    known = (await vscode.commands.executeCommand<readonly unknown[]>('vscode.testing.getTestsInFile', document.uri)).length;
  }
  await vscode.commands.executeCommand('testing.runCurrentFile');
}
