import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

/** Puts the cursor on the request of this name in the active editor and sends it as the key does. */
async function sendNamed(name: string): Promise<SendSummary> {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'no editor is active');
  const at = editor.document.positionAt(editor.document.getText().indexOf(`@name ${name}\n`));
  editor.selection = new vscode.Selection(at, at);
  const summary = await vscode.commands.executeCommand<SendSummary | undefined>(commands.send);
  assert.ok(summary, `${name} was not sent`);
  return summary;
}

async function show(content: string): Promise<vscode.TextDocument> {
  const document = await openText(content);
  await vscode.window.showTextDocument(document);
  return document;
}

describe('sending to the embedded vault', () => {
  before(() => vscode.commands.executeCommand(commands.openSample));
  after(async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('opens the sample as a saved file of our language', () => {
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'kvhttp');
    assert.equal(document?.isDirty, false);
    assert.match(document?.fileName ?? '', /quickstart\.kvhttp$/);
  });

  for (const [name, status, verdict] of [
    ['readSecret', 200, 'expected'],
    ['cachedToken', 200, 'expected'],
    ['expiredToken', 200, 'expected'],
    ['restFlow', 200, 'expected'],
    ['trailingSlash', 401, 'failure'],
    ['anonymous', 401, 'failure'],
    ['noRole', 403, 'failure'],
  ] as const)
    it(`${name}: ${status}, ${verdict}`, async () => {
      const summary = await sendNamed(name);
      assert.deepEqual([summary.status, summary.verdict], [status, verdict], summary.headline);
    });

  it('sends the whole sample: every request ends as its file says', async () => {
    const all = await vscode.commands.executeCommand<readonly SendSummary[]>(commands.sendAll);
    assert.deepEqual(
      all.map(summary => summary.status),
      [200, 200, 200, 200, 401, 401, 401, 403, null, 200, 200],
    );
  });

  it('sends what stands in the editor, saved or not, by document and span', async () => {
    const text =
      '###\n# @name a\n# @vault sample\nGET /secrets/missing?api-version=7.6\n\n###\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n';
    const document = await show(text);
    const span = { start: text.lastIndexOf('###'), end: text.length };
    const summary = await vscode.commands.executeCommand<SendSummary>(commands.send, document.uri.toString(), span);
    assert.equal(summary.status, 200, summary.headline);
    const first = await vscode.commands.executeCommand<SendSummary>(commands.send, document.uri.toString(), { start: 0, end: 3 });
    assert.equal(first.status, 404, first.headline);
  });

  it('sends again what the file has now', async () => {
    const document = await show('# @name again\n# @vault sample\nGET /secrets/missing?api-version=7.6\n');
    const first = await sendNamed('again');
    assert.equal(first.status, 404);
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('missing');
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 7)), 'db-password');
    await vscode.workspace.applyEdit(edit);
    const second = await vscode.commands.executeCommand<SendSummary>(commands.resend, first.id);
    assert.equal(second.status, 200, second.headline);
  });

  it('sends all requests that are not disabled, in order', async () => {
    await show(
      '# @name one\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n\n###\n# @disabled\n# @vault sample\nGET /secrets/x?api-version=7.6\n\n###\n# @vault sample\nGET /secrets/missing?api-version=7.6\n',
    );
    const all = await vscode.commands.executeCommand<readonly SendSummary[]>(commands.sendAll);
    assert.deepEqual(
      all.map(summary => summary.status),
      [200, 404],
    );
  });

  it('shows a request that cannot be sent as a result, not as an exception', async () => {
    await show('# @name broken\n# @vault nowhere\nGET /secrets/{{unset}}\n');
    const summary = await sendNamed('broken');
    assert.equal(summary.status, null);
    assert.notEqual(summary.headline, '');
  });

  it('answers nothing of what the vault said', async () => {
    await show('# @name quiet\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n');
    assert.doesNotMatch(JSON.stringify(await sendNamed('quiet')), /sample-not-a-secret|eyJ/);
  });

  it('a command sends as another flow', async () => {
    await show('# @name flows\n# @vault sample\nGET /secrets/db-password?api-version=7.6\n');
    const summary = await vscode.commands.executeCommand<SendSummary>(commands.sendAs, undefined, undefined, 'anonymous');
    assert.equal(summary.status, 401, summary.headline);
  });
});
