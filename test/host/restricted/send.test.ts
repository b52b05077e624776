import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

async function send(content: string): Promise<SendSummary | undefined> {
  const document = await openText(content);
  await vscode.window.showTextDocument(document);
  return vscode.commands.executeCommand<SendSummary | undefined>(commands.send);
}

describe('sending in an untrusted folder', () => {
  let server: Server;
  let connections = 0;
  before(async () => {
    server = createServer(socket => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    await new Promise(resolve => server.close(resolve));
  });

  it('reaches nobody but the embedded vault', async () => {
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    for (const scheme of ['http', 'https']) {
      const summary = await send(`# @flow anonymous\nGET ${scheme}://localhost:${address.port}/secrets/a?api-version=7.6\n`);
      assert.equal(summary?.status, null);
    }
    assert.equal(connections, 0);
  });

  it('still works with the embedded vault', async () => {
    const summary = await send('# @vault sample\nGET /secrets/db-password?api-version=7.6\n');
    assert.equal(summary?.status, 200, summary?.headline);
  });
});
