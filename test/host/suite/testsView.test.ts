import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import { runTestsOf } from '../runTestsOf.ts';

async function open(name: string, text: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const file = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Looks until there is something: what the editor does with a run it tells nobody. */
async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < 500; round++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what} never came`);
}

async function lensTitles(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return lenses.map(({ command }) => command?.title ?? '');
}

const shownDiff = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input }) => input)
    .find(input => input instanceof vscode.TabInputTextDiff);

describe('the Testing view', () => {
  before(() => vscode.extensions.getExtension('kvhttp.kvhttp')?.activate());
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => vscode.commands.executeCommand(commands.stopEmbeddedVault));

  it('cancels a run: the call ends, and nothing of the rest is sent', async () => {
    const calls: net.Socket[] = [];
    const server = net.createServer(socket => {
      calls.push(socket);
      // The end of a stream that nobody reads is never seen.
      socket.resume();
      socket.on('error', () => {
        // The caller gives up: that is what is looked for.
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    try {
      const request = `# @flow anonymous\nGET http://127.0.0.1:${port}/\n`;
      const document = await open('cancelled.kvhttp', `### never answered\n${request}\n### not sent\n${request}`);
      void runTestsOf(document);
      const socket = await until('the call', () => calls[0]);
      const closed = once(socket, 'close');
      await vscode.commands.executeCommand('testing.cancelRun');
      await closed;
      assert.equal(calls.length, 1);
    } finally {
      for (const socket of calls) socket.destroy();
      server.close();
    }
  });

  it('runs a file of very many requests as one test, in their order', async () => {
    const paths: string[] = [];
    const server = http.createServer((request, response) => {
      paths.push(request.url ?? '');
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    try {
      const request = (name: string, note: string) => `### ${name}\n# @flow anonymous\n${note}GET http://127.0.0.1:${port}/${name}\n`;
      const idle = Array.from({ length: 600 }, (_, index) => request(`idle${index}`, '# @disabled\n'));
      const document = await open('long.kvhttp', [request('first', ''), ...idle, request('last', '')].join('\n'));
      await runTestsOf(document);
      await until('the last call', () => paths[1]);
      assert.deepEqual(paths, ['/first', '/last']);
    } finally {
      server.close();
    }
  });

  it('shows what was expected and what came beside each other', async () => {
    const testing = vscode.workspace.getConfiguration('testing');
    await testing.update('automaticallyOpenPeekView', 'failureAnywhere', vscode.ConfigurationTarget.Global);
    const document = await open('wrong.kvhttp', '### wrong\n# @vault sample\nGET /secrets/missing?api-version=7.6\n?? status == 200\n');
    await runTestsOf(document);
    await until('the result', async () => (await lensTitles(document)).find(title => title.includes('404')));
    const diff = await until('the comparison', async () => {
      await vscode.commands.executeCommand('testing.openMessageInEditor');
      return shownDiff();
    });
    const sides = await Promise.all([diff.original, diff.modified].map(uri => vscode.workspace.openTextDocument(uri)));
    assert.deepEqual(
      sides.map(side => side.getText()),
      ['200', '404'],
    );
    await testing.update('automaticallyOpenPeekView', undefined, vscode.ConfigurationTarget.Global);
  });
});
