import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { labMark } from '../../../src/core/run/lab/labDocument.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { commands } from '../../../src/host/commands.ts';
import type { MatrixSummary } from '../../../src/host/embedded/matrix.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

/** Changed documents without a file would keep every later `closeAllEditors` waiting for an answer. */
async function closeUntitled(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(each => each.isUntitled)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

describe('scenarios, matrix and token lab of the embedded vault', () => {
  afterEach(closeUntitled);
  after(() => vscode.commands.executeCommand(commands.stopEmbeddedVault));

  it('is started with a scenario, and plays another one when it is asked to', async () => {
    for (const [scenario, status] of [
      ['no-role', 403],
      ['trailing-slash', 401],
      ['normal', 200],
    ] as const) {
      await vscode.commands.executeCommand(commands.startEmbeddedVault, scenario);
      const content = '# @vault sample\n# @token fresh\nGET /secrets/db-password?api-version=7.6\n';
      const document = await openText(content);
      await vscode.window.showTextDocument(document);
      const summary = await vscode.commands.executeCommand<SendSummary>(commands.send);
      assert.equal(summary.status, status, `${scenario}: ${summary.headline}`);
    }
  });

  it('runs the matrix in the panel and finds every cause as expected', async () => {
    const summary = await vscode.commands.executeCommand<MatrixSummary>(commands.runMatrix);
    assert.deepEqual(summary, { state: 'done', ok: matrixCases.length, of: matrixCases.length });
    assert.ok(vscode.window.tabGroups.all.flatMap(group => group.tabs).some(tab => tab.label === 'Matrix of refusals'));
  });

  it('ends the matrix with its panel', async () => {
    const running = vscode.commands.executeCommand<MatrixSummary>(commands.runMatrix);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { state } = await running;
    assert.ok(state === 'cancelled' || state === 'done', state);
    const again = await vscode.commands.executeCommand<MatrixSummary>(commands.runMatrix);
    assert.equal(again.state, 'done');
  });

  it('has a token lab: a document with a lens that signs what it was changed to, and sends it', async () => {
    await vscode.commands.executeCommand(commands.tokenLab);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.lineAt(0).text, labMark);
    assert.doesNotMatch(editor.document.getText(), /eyJ/);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.document.uri);
    const lens = lenses.find(each => each.command?.command === commands.sendLabToken);
    assert.ok(lens?.command);
    const text = editor.document.getText();
    const place = text.indexOf('https://vault.azure.net"') + 'https://vault.azure.net'.length;
    await editor.edit(edit => edit.insert(editor.document.positionAt(place), '/'));
    const cause = await vscode.commands.executeCommand<string | undefined>(lens.command.command, ...(lens.command.arguments ?? []));
    assert.equal(cause, 'wrong-audience-trailing-slash');
  });
});
