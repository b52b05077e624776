import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

async function send(name = 'exported'): Promise<SendSummary> {
  const document = await openText(`# @name ${name}\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n`);
  await vscode.window.showTextDocument(document);
  const summary = await vscode.commands.executeCommand<SendSummary | undefined>(commands.send);
  assert.equal(summary?.status, 200, summary?.headline);
  return summary as SendSummary;
}

/** Answers the export's questions: which of the two picks, and whether the second question is agreed to. */
function answering(pick: number, agree: boolean, target: vscode.Uri) {
  const { showQuickPick, showWarningMessage, showSaveDialog } = vscode.window;
  const asked = { confirmations: 0 };
  Object.assign(vscode.window, {
    showQuickPick: async (items: readonly unknown[]) => items[pick],
    showWarningMessage: async (_text: string, _options: unknown, button: string) => {
      asked.confirmations++;
      return agree ? button : undefined;
    },
    showSaveDialog: async () => target,
  });
  return { asked, restore: () => Object.assign(vscode.window, { showQuickPick, showWarningMessage, showSaveDialog }) };
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Nothing was written.
    return undefined;
  }
}

describe('a finished run', () => {
  const target = vscode.Uri.joinPath(vscode.Uri.file(tmpdir()), `kvhttp-export-${process.pid}.har`);
  const secret = /sample-not-a-secret-db-password|Bearer eyJ/;
  let restore = () => {};
  afterEach(async () => {
    restore();
    if ((await textOf(target)) !== undefined) await vscode.workspace.fs.delete(target);
  });
  after(() => vscode.commands.executeCommand(commands.stopEmbeddedVault));

  for (const [name, pick, agree, confirmations, written] of [
    ['without secrets, and that is the first choice', 0, false, 0, 'redacted'],
    ['with secrets after a second yes', 1, true, 1, 'secrets'],
    ['not at all after a second no', 1, false, 1, 'nothing'],
  ] as const)
    it(`is exported ${name}`, async () => {
      const { id } = await send();
      const { asked, restore: undo } = answering(pick, agree, target);
      restore = undo;
      await vscode.commands.executeCommand(commands.exportTrace, id);
      const har = await textOf(target);
      assert.equal(asked.confirmations, confirmations);
      assert.equal(har === undefined ? 'nothing' : secret.test(har) ? 'secrets' : 'redacted', written);
      if (har !== undefined) assert.equal(JSON.parse(har).log.version, '1.2');
    });

  it('is copied as cURL with a placeholder for the token', async () => {
    const { id } = await send();
    await vscode.commands.executeCommand(commands.copyAsCurl, id);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^curl --request GET 'https:\/\/kvhttp--sample\.vault\.azure\.net\/secrets\/db-password/);
    assert.match(text, /Bearer \$ACCESS_TOKEN/);
    assert.doesNotMatch(text, secret);
  });

  it('does not follow into a new embedded vault: a restarted one has other keys', async () => {
    await send();
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    await send();
  });

  it('starts again with an empty cache after the caches were cleared', async () => {
    assert.match((await send()).headline, /1 call/);
    await vscode.commands.executeCommand(commands.clearCaches, { vault: 'sample' });
    assert.match((await send()).headline, /3 calls/);
  });
});

describe('an answer that comes late', () => {
  const server = createServer();
  const titles: string[] = [];
  const changed = new vscode.EventEmitter<void>();
  let listener: vscode.Disposable;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    listener = vscode.window.tabGroups.onDidChangeTabs(change => {
      for (const { label } of [...change.opened, ...change.changed]) {
        if (label.startsWith('Trace: ') && label !== titles.at(-1)) titles.push(label);
      }
      changed.fire();
    });
  });
  after(async () => {
    listener.dispose();
    changed.dispose();
    server.close();
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
  });

  const titled = (wanted: string): Promise<void> =>
    new Promise(resolve => {
      const look = () => titles.at(-1) === wanted && resolve();
      changed.event(look);
      look();
    });

  it('leaves the panel to the trace that was opened meanwhile', async () => {
    const first = await send('earlier');
    await titled('Trace: earlier');
    const called = once(server, 'request') as Promise<[unknown, ServerResponse]>;
    const { port } = server.address() as AddressInfo;
    const document = await openText(`# @name late\n# @flow anonymous\nGET http://127.0.0.1:${port}/\n`);
    await vscode.window.showTextDocument(document);
    const sending = vscode.commands.executeCommand<SendSummary>(commands.send);
    const [, response] = await called;
    await titled('Trace: late');
    await vscode.commands.executeCommand(commands.openTrace, first.id);
    await titled('Trace: earlier');
    response.end();
    await sending;
    // The window has answered this only when it has heard of a new title.
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await send('another');
    await titled('Trace: another');
    assert.deepEqual(titles, ['Trace: earlier', 'Trace: late', 'Trace: earlier', 'Trace: another']);
  });
});

describe('a token in a text', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = 'canary'.repeat(8);
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ aud: 'https://vault.azure.net/', exp: 1 })}.${signature}`;

  for (const [where, put] of [
    ['selected', async () => select(`Authorization: Bearer ${token}`)],
    ['on the clipboard', async () => void (await vscode.env.clipboard.writeText(`{"access_token":"${token}"}`))],
  ] as const)
    it(`is decoded into a read-only document when it is ${where}`, async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await put();
      await vscode.commands.executeCommand(commands.decodeToken);
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.scheme, 'kvhttp-token');
      assert.equal(document?.languageId, 'jsonc');
      assert.match(document?.getText() ?? '', /"aud": "https:\/\/vault\.azure\.net\/"/);
      assert.doesNotMatch(document?.getText() ?? '', /canary/);
    });

  async function select(content: string): Promise<void> {
    const document = await openText(content, 'txt');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(document.positionAt(0), document.positionAt(content.length));
  }
});
