import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

async function send(content: string): Promise<SendSummary> {
  const document = await openText(content);
  await vscode.window.showTextDocument(document);
  const summary = await vscode.commands.executeCommand<SendSummary | undefined>(commands.send);
  assert.ok(summary);
  return summary;
}

/** Replaces functions of the window until `restore`. */
function answering(replaced: Partial<Record<'showInformationMessage' | 'showQuickPick' | 'showWarningMessage', unknown>>) {
  const before = Object.fromEntries(Object.keys(replaced).map(name => [name, Reflect.get(vscode.window, name)]));
  Object.assign(vscode.window, replaced);
  return () => Object.assign(vscode.window, before);
}

describe('the history', () => {
  let restore: () => unknown = () => {};
  afterEach(() => restore());
  after(() => vscode.commands.executeCommand(commands.stopEmbeddedVault));

  it('a line of it sends its request again', async () => {
    const first = await send('# @vault sample\nGET /secrets/db-password?api-version=7.6\n');
    const again = await vscode.commands.executeCommand<SendSummary | undefined>(commands.resend, { run: first.id });
    assert.equal(again?.status, 200);
    assert.notEqual(again?.id, first.id);
  });

  it('a run that is not there opens nothing, whatever names it', async () => {
    for (const value of [undefined, { run: 'nowhere' }, { run: 7 }, 'nowhere', []])
      assert.equal(await vscode.commands.executeCommand(commands.openHistory, value), undefined);
  });

  it('is cleared after asking', async () => {
    let asked = 0;
    restore = answering({ showWarningMessage: async () => void asked++ });
    await vscode.commands.executeCommand(commands.clearHistory);
    assert.equal(asked, 1);
  });
});

describe('the environment', () => {
  let restore: () => unknown = () => {};
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file('/'), 'http-client.env.json');
  const requests = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file('/'), 'environment.kvhttp');
  const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

  before(async () => {
    await write(file, JSON.stringify({ one: { secret: 'missing' }, two: { secret: 'db-password' } }));
    await write(requests, '# @vault sample\nGET /secrets/{{secret}}?api-version=7.6\n');
  });
  afterEach(() => restore());
  after(async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.delete(requests);
  });

  it('of a file beside the request is used, the first one unless another is chosen', async () => {
    await vscode.window.showTextDocument(requests);
    const first = await vscode.commands.executeCommand<SendSummary>(commands.send);
    assert.equal(first.status, 404, first.headline);
    const shown: string[] = [];
    restore = answering({
      showQuickPick: async (items: readonly { readonly label: string }[]) => {
        shown.push(...items.map(item => item.label));
        return items[1];
      },
    });
    await vscode.commands.executeCommand(commands.chooseEnvironment);
    assert.deepEqual(shown, ['one', 'two']);
    const second = await vscode.commands.executeCommand<SendSummary>(commands.send);
    assert.equal(second.status, 200, second.headline);
  });
});
