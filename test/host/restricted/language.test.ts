import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { markOf } from '../markOf.ts';
import { openText } from '../openText.ts';

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

describe('the language features in an untrusted folder', () => {
  let document: vscode.TextDocument;
  before(async () => {
    const content = '@name = a\n# @vault sample\nGET /secrets/{{name}}?api-version=7.6\n\n###\nGET /sec\n';
    document = await openText(content);
    await vscode.window.showTextDocument(document);
  });

  it('complete', async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(5, 8),
    );
    assert.ok(list.items.map(labelOf).includes('/secrets/{name}'));
  });

  it('explain', async () => {
    const [hover] = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(2, 16),
    );
    assert.ok(hover, 'no hover');
  });

  it('mark no variable as wrong that an unread environment file may hold', async () => {
    const other = await openText('GET https://a.io/{{place}}\n');
    assert.equal((await markOf(other, 'unset-variable')).severity, vscode.DiagnosticSeverity.Hint);
  });

  it('repair', async () => {
    const range = new vscode.Range(5, 0, 5, 8);
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    assert.ok(
      actions.some(({ title }) => title === 'Add # @vault sample'),
      actions.map(({ title }) => title).join(),
    );
  });

  it('find names and show lenses', async () => {
    const places = await vscode.commands.executeCommand<readonly vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      new vscode.Position(0, 2),
    );
    assert.equal(places.length, 2);
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.ok(lenses.some(({ command }) => command?.title.endsWith('Send')));
  });
});
