import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';

describe('the views in an untrusted folder', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file('/'), 'http-client.env.json');
  const requests = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file('/'), 'environment.kvhttp');
  const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  after(async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.delete(requests);
  });

  it('probe the embedded vault', async () => {
    const summary = await vscode.commands.executeCommand<SendSummary>(commands.probeVault, { vault: 'sample' });
    assert.equal(summary.status, 401);
  });

  it('read no environment file', async () => {
    await write(file, JSON.stringify({ one: { secret: 'db-password' } }));
    await write(requests, '# @vault sample\nGET /secrets/{{secret}}?api-version=7.6\n');
    await vscode.window.showTextDocument(requests);
    const summary = await vscode.commands.executeCommand<SendSummary>(commands.send);
    assert.equal(summary.status, null, summary.headline);
  });
});
