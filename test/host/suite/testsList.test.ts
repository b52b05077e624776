import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';

/** Looks until it is so: when the window hears of a change it tells nobody. */
async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 300; round++) {
    if (await isSo()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what} never came`);
}

const testsIn = async (uri: vscode.Uri) =>
  (await vscode.commands.executeCommand<readonly unknown[]>('vscode.testing.getTestsInFile', uri)).length;

describe('the list of tests', () => {
  const paths: string[] = [];
  const made: vscode.Uri[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    response.end();
  });
  const request = (name: string) =>
    `### ${name}\n# @flow anonymous\nGET http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}\n\n`;
  before(async () => {
    await vscode.extensions.getExtension('kvhttp.kvhttp')?.activate();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    paths.length = 0;
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of made.splice(0)) await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand('testing.refreshTests');
  });
  after(async () => {
    server.close();
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
  });

  async function write(uri: vscode.Uri, content: string | Uint8Array): Promise<void> {
    if (!made.includes(uri)) made.push(uri);
    await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  function inWorkspace(name: string): vscode.Uri {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    return vscode.Uri.joinPath(folder.uri, name);
  }

  /** Outside the workspace nobody watches. */
  const elsewhere = (name: string) => vscode.Uri.joinPath(vscode.Uri.file(tmpdir()), `kvhttp-${name}-${process.pid}.kvhttp`);

  /** Lists a file as a person does who opens it: the editor would keep a document that was asked for, and follow its file. */
  async function list(uri: vscode.Uri, text: string): Promise<void> {
    await write(uri, text);
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('the first list', async () => (await testsIn(uri)) > 0);
  }

  async function close(uri: vscode.Uri): Promise<void> {
    const isOpen = () => vscode.workspace.textDocuments.some(document => document.uri.toString() === uri.toString());
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the end of the document', () => !isOpen());
  }

  it('follows a file that changes on disk, and a run sends what it has now', async () => {
    const uri = inWorkspace('stale.kvhttp');
    await list(uri, request('one'));
    const before = await testsIn(uri);
    await close(uri);
    await write(uri, `${request('two')}${request('three')}`);
    await until('the new list', async () => (await testsIn(uri)) === before + 1);
    await vscode.commands.executeCommand('testing.runAll');
    await until('the calls', () => paths.includes('/three'));
    assert.deepEqual(paths, ['/two', '/three']);
  });

  it('is made again by a refresh, without the files that are gone', async () => {
    const uri = elsewhere('refreshed');
    await list(uri, request('one'));
    const before = await testsIn(uri);
    await close(uri);
    await write(uri, `${request('two')}${request('three')}`);
    await vscode.commands.executeCommand('testing.refreshTests');
    await until('the new list', async () => (await testsIn(uri)) === before + 1);
    await vscode.workspace.fs.delete(uri);
    made.splice(made.indexOf(uri), 1);
    await vscode.commands.executeCommand('testing.refreshTests');
    await until('the end of the list', async () => (await testsIn(uri)) === 0);
  });

  it('is run whatever one of its files is: bytes, or gone', async () => {
    const gone = elsewhere('deleted');
    await list(gone, request('gone'));
    await close(gone);
    await vscode.workspace.fs.delete(gone);
    made.splice(made.indexOf(gone), 1);
    await write(inWorkspace('aaa.kvhttp'), new Uint8Array(600));
    await write(inWorkspace('zzz.kvhttp'), request('last'));
    await vscode.commands.executeCommand('testing.refreshTests');
    await vscode.commands.executeCommand('testing.runAll');
    await until('the call', () => paths.includes('/last'));
  });

  it('knows a request whose target was changed a moment ago', async () => {
    const uri = inWorkspace('typed.kvhttp');
    const text = request('x').replace(/^###.*\n/, '');
    await list(uri, text);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, 9, 0), text.replace('/x', '/y'));
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('testing.runCurrentFile');
    await until('the call', () => paths.length > 0);
    assert.deepEqual(paths, ['/y']);
    await vscode.commands.executeCommand('workbench.action.files.save');
  });
});
