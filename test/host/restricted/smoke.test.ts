import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in an untrusted folder', () => {
  it('runs where the folder is not trusted', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('activates all the same', async () => {
    const extension = vscode.extensions.getExtension('kvhttp.kvhttp');
    assert.ok(extension, 'kvhttp.kvhttp is not there');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
