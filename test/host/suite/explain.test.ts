import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import { openText } from '../openText.ts';

const denied =
  'Azure.RequestFailedException: Caller is not authorized to perform action on resource.\nAssignment: (not found)\nStatus: 403 (Forbidden)\nErrorCode: Forbidden\n{"error":{"code":"Forbidden","innererror":{"code":"ForbiddenByRbac"}}} [click](command:workbench.action.quit)';

/** The report that a command opened. */
async function report(command: string, ...args: readonly unknown[]): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand(command, ...args);
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.scheme, 'kvhttp-report');
  return document as vscode.TextDocument;
}

describe('explaining', () => {
  const folder = vscode.Uri.file(tmpdir());
  const written: vscode.Uri[] = [];
  const file = async (name: string, text: string): Promise<vscode.Uri> => {
    const uri = vscode.Uri.joinPath(folder, `kvhttp-${process.pid}-${name}`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    written.push(uri);
    return uri;
  };
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    for (const uri of written) await vscode.workspace.fs.delete(uri);
  });

  it('names the cause of what is on the clipboard, in a read-only document', async () => {
    await vscode.env.clipboard.writeText(denied);
    const document = await report(commands.explain);
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /` rbac-role-missing `/);
    assert.doesNotMatch(document.getText(), /[^\\]\]\(command:/);
  });

  it('prefers what is selected', async () => {
    await vscode.env.clipboard.writeText('nothing of interest');
    const content = 'AADSTS7000222: The provided client secret keys are expired.';
    const editor = await vscode.window.showTextDocument(await openText(content, 'txt'));
    editor.selection = new vscode.Selection(0, 0, 0, content.length);
    assert.match((await report(commands.explain)).getText(), /client-secret-expired/);
  });

  it('says so where a file cannot be read', async () => {
    const document = await report(commands.explain, await file('broken.har', '{"log":{"entries":[{}]}}'));
    assert.match(document.getText(), /This is no HAR/);
  });

  it('tells the 401s of an audit log apart', async () => {
    const row = (status: number, at: string): string =>
      JSON.stringify({
        time: `2026-03-04T09:15:${at}Z`,
        operationName: status === 401 ? 'Authentication' : 'SecretGet',
        callerIpAddress: '203.0.113.10',
        identity: status === 401 ? {} : { claim: { oid: 'o' } },
        properties: { httpStatusCode: status, requestUri: 'https://kv-one.vault.azure.net/secrets/demo', clientInfo: 'sdk' },
        resourceId: '/SUBSCRIPTIONS/S/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-ONE',
      });
    const document = await report(commands.analyzeAuditLog, await file('audit.json', [row(401, '02.1'), row(200, '02.6')].join('\n')));
    assert.match(document.getText(), /handshakes that ended in an answer \| 1 \|/);
    assert.match(document.getText(), /AZKVAuditLogs/);
  });

  it('says why the vault’s log shows a 401 for the last request', async () => {
    await vscode.commands.executeCommand(commands.stopEmbeddedVault);
    const content = '# @vault sample\nGET /secrets/db-password?api-version=7.6\n';
    await vscode.window.showTextDocument(await openText(content));
    await vscode.commands.executeCommand(commands.send);
    assert.match((await report(commands.explainHandshake)).getText(), /not an attack/);
  });

  it('looks a name up only when it is asked to, and shows where it leads', async () => {
    const content = '# @vault sample\nGET /secrets/db-password?api-version=7.6\n';
    await vscode.window.showTextDocument(await openText(content));
    await vscode.commands.executeCommand(commands.send);
    const document = await report(commands.resolveVaultName);
    assert.match(document.getText(), /kvhttp\\-\\-sample\\\.vault\\\.azure\\\.net leads/);
  });

  it('leaves the signature of another issuer’s token unverified, and says so in the same words in a hover', async () => {
    await vscode.commands.executeCommand(commands.startEmbeddedVault, 'normal');
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256', kid: 'other' })}.${part({ aud: 'x' })}.${'A'.repeat(43)}`;
    await vscode.env.clipboard.writeText(token);
    await vscode.commands.executeCommand(commands.decodeToken);
    const said = /Signature: (.*)/.exec(vscode.window.activeTextEditor?.document.getText() ?? '')?.[1] ?? '';
    assert.match(said, /^not verified: the key that signed/);
    // Shown, so that it is closed with the others: VS Code by itself opens an unsaved file that nobody shows, a moment later.
    const { document } = await vscode.window.showTextDocument(await openText(`# ${token}\n`));
    const at = new vscode.Position(0, 10);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
    const shown = hovers.flatMap(({ contents }) => contents.map(text => (typeof text === 'string' ? text : text.value))).join('\n');
    assert.ok(shown.replaceAll('\\', '').includes(said), shown);
  });

  it('does nothing where there is nothing to explain', async () => {
    await vscode.env.clipboard.writeText('');
    assert.equal(await vscode.commands.executeCommand(commands.explain), undefined);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
