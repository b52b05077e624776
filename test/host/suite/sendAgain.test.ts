import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import type { SendSummary } from '../../../src/host/send/sendSummary.ts';
import { openText } from '../openText.ts';

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** The result in the lens above each request, in order; undefined where there is none. */
async function resultsIn(document: vscode.TextDocument): Promise<readonly (string | undefined)[]> {
  const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  const lines = [...new Set(lenses.map(({ range }) => range.start.line))].sort((one, other) => one - other);
  const results = lenses.filter(({ command }) => command?.command === commands.openTrace);
  return lines.map(line => results.find(({ range }) => range.start.line === line)?.command?.title);
}

describe('a request that is sent again after its file was edited', () => {
  const calls: string[] = [];
  const said: string[] = [];
  const server = createServer(({ method, url }, response) => {
    calls.push(`${method} ${url}`);
    response.end();
  });
  const { showInformationMessage } = vscode.window;
  const request = (line: string) => {
    const [method, path] = line.split(' ');
    return `# @flow anonymous\n${method} http://127.0.0.1:${(server.address() as AddressInfo).port}${path}\n`;
  };
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    Object.assign(vscode.window, { showInformationMessage: async (text: string) => void said.push(text) });
  });
  beforeEach(() => {
    calls.length = 0;
    said.length = 0;
  });
  after(() => {
    Object.assign(vscode.window, { showInformationMessage });
    server.close();
  });

  async function open(text: string): Promise<vscode.TextDocument> {
    const document = await openText(text);
    await vscode.window.showTextDocument(document);
    return document;
  }

  async function sendAt(document: vscode.TextDocument, text: string): Promise<SendSummary> {
    const start = document.getText().indexOf(text);
    return vscode.commands.executeCommand<SendSummary>(commands.send, document.uri.toString(), { start, end: start });
  }

  it('without a name is still itself below a new one, which has no result', async () => {
    const document = await open(request('GET /a'));
    const { id } = await sendAt(document, '#');
    await replaceAll(document, `${request('DELETE /b')}\n###\n${request('GET /a')}`);
    const [added, sent] = await resultsIn(document);
    assert.deepEqual([added, sent?.startsWith('200')], [undefined, true]);
    await vscode.commands.executeCommand(commands.resend, id);
    assert.deepEqual(calls, ['GET /a', 'GET /a']);
  });

  it('is not the other one of its name', async () => {
    const document = await open(`### Secret\n${request('DELETE /a')}\n### Secret\n${request('GET /a')}`);
    const { id } = await sendAt(document, 'GET');
    const [first, second] = await resultsIn(document);
    assert.deepEqual([first, second?.startsWith('200')], [undefined, true]);
    await vscode.commands.executeCommand(commands.resend, id);
    assert.deepEqual(calls, ['GET /a', 'GET /a']);
  });

  for (const [what, before, now] of [
    ['of another target', 'GET /a', 'GET /b'],
    ['of another method', '### Secret\nGET /a', '### Secret\nDELETE /a'],
  ] as const)
    it(`is not sent as one ${what}`, async () => {
      const textOf = (text: string) => text.replace(/^[A-Z].*$/m, line => request(line));
      const document = await open(textOf(before));
      const { id } = await sendAt(document, '#');
      await replaceAll(document, textOf(now));
      assert.equal(await vscode.commands.executeCommand(commands.resend, id), undefined);
      assert.deepEqual(calls, ['GET /a']);
      assert.match(said.join(), /no longer in its file, or was changed there/);
    });
});
