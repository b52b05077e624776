import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in a trusted folder', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('kvhttp.kvhttp');
    assert.ok(extension, 'kvhttp.kvhttp is not there');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('runs where the folder is trusted', () => {
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it('gives .kvhttp files their language', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no folder is open');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'smoke.kvhttp'));
    assert.equal(document.languageId, 'kvhttp');
  });
});
