import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import { runTestsOf } from '../runTestsOf.ts';

/** Lens titles of a document as soon as they satisfy `wanted`. */
async function lensesOnce(document: vscode.TextDocument, wanted: (titles: readonly string[]) => boolean): Promise<readonly string[]> {
  for (let look = 0; look < 300; look++) {
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    const titles = lenses.map(({ command }) => command?.title ?? '');
    if (wanted(titles)) return titles;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('the lenses never showed the result');
}

describe('requests in the Test Explorer', () => {
  after(async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('run through the same sender as the lens', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, 'explorer.kvhttp');
    const text =
      '### good\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n?? status == 200\n\n### bad\n# @vault sample\nGET /secrets/missing?api-version=7.6\n?? status == 200\n';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    // The list is made when the file is shown, and run as a whole.
    await lensesOnce(document, titles => titles.filter(title => title.endsWith('Send')).length === 2);
    await runTestsOf(document);
    const titles = await lensesOnce(
      document,
      shown => shown.some(title => title.includes('404')) && shown.some(title => title.startsWith('200') || title.includes('→ 200')),
    );
    assert.ok(
      titles.some(title => title.includes('1 of 1')),
      titles.join(' | '),
    );
  });
});
