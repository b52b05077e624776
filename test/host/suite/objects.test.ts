import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

const secret = { vault: 'sample', objects: 'secrets', deleted: false, name: 'db-password' };

async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

describe('what the lines below a vault can do', () => {
  afterEach(closeEditors);
  after(() => vscode.commands.executeCommand(commands.stopEmbeddedVault));

  it('a request for an object goes behind the request at the cursor', async () => {
    const document = await openText('### One\n# @vault sample\nGET /secrets/x\n\n### Two\nGET /secrets/y\n');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand(commands.insertRequest, secret);
    assert.match(
      document.getText(),
      /GET \/secrets\/x\n\n### Read secret db-password\n# @name \w+\n# @vault sample\nGET \/secrets\/db-password\?api-version=7\.6\n\n### Two/,
    );
    assert.match(document.lineAt(vscode.window.activeTextEditor?.selection.active.line ?? 0).text, /^### Read secret/);
  });

  it('without a request file a new one is opened, and it can be sent', async () => {
    await closeEditors();
    await vscode.commands.executeCommand(commands.insertRequest, secret);
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.languageId, document?.isUntitled], ['kvhttp', true]);
    const summary = await vscode.commands.executeCommand<{ status: number }>(commands.send);
    assert.equal(summary.status, 200);
  });

  it('a probe carries no token and gets the challenge', async () => {
    const summary = await vscode.commands.executeCommand<SendSummary>(commands.probeVault, { vault: 'sample' });
    assert.equal(summary.status, 401);
    assert.match(summary.headline, /1 call/);
  });

  it('the request of a view can be opened, and sent again', async () => {
    const { id } = await vscode.commands.executeCommand<SendSummary>(commands.probeVault, { vault: 'sample' });
    const again = await vscode.commands.executeCommand<SendSummary | undefined>(commands.resend, id);
    assert.equal(again?.status, 401);
  });

  it('the ID of an object is copied', async () => {
    await vscode.commands.executeCommand(commands.copyObjectId, secret);
    assert.equal(await vscode.env.clipboard.readText(), 'https://kvhttp--sample.vault.azure.net/secrets/db-password');
  });

  it('the last token of a vault is shown without its signature', async () => {
    await vscode.commands.executeCommand(commands.insertRequest, secret);
    await vscode.commands.executeCommand(commands.send);
    await vscode.commands.executeCommand(commands.showToken, { vault: 'sample' });
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /"aud": "https:\/\/vault\.azure\.net"/);
    assert.doesNotMatch(text, /eyJ/);
  });

  it('arguments that name nothing do nothing', async () => {
    for (const value of [{ vault: 'nowhere' }, { vault: 'nowhere', objects: 'secrets', name: '../x' }])
      for (const id of [commands.insertRequest, commands.probeVault, commands.copyObjectId, commands.loadMore, commands.forgetToken])
        await vscode.commands.executeCommand(id, value);
  });
});
