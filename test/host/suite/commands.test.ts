import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';

describe('the commands', () => {
  before(() => vscode.extensions.getExtension('kvhttp.kvhttp')?.activate());

  it('are all registered', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter(id => !registered.has(id)),
      [],
    );
  });

  it('do nothing harmful with arguments of any form', async () => {
    for (const value of [null, 0, {}, { vault: 1 }, 'no-such-run', []]) {
      assert.equal(await vscode.commands.executeCommand(commands.resend, value), undefined);
      assert.equal(await vscode.commands.executeCommand(commands.cancel, value), false);
      await vscode.commands.executeCommand(commands.copyAsCurl, value, value);
    }
    assert.equal(await vscode.commands.executeCommand(commands.send, 'untitled:nowhere', { start: 0, end: 1 }), undefined);
    assert.equal(await vscode.commands.executeCommand(commands.send, '::', null), undefined);
  });
});
