import assert from 'node:assert/strict';
import net from 'node:net';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { commands } from '../../../src/host/commands.ts';
import { isToEngine } from '../../../src/protocol/engineMessages.ts';
import { markOf } from '../markOf.ts';
import { openText } from '../openText.ts';

async function show(content: string): Promise<vscode.TextDocument> {
  const document = await openText(content);
  await vscode.window.showTextDocument(document);
  return document;
}

/** A document of the text without `|`, and the place where it stood. */
async function showAt(marked: string): Promise<{ readonly document: vscode.TextDocument; readonly at: vscode.Position }> {
  const document = await show(marked.replace('|', ''));
  return { document, at: document.positionAt(marked.indexOf('|')) };
}

async function ask<T>(command: string, ...args: readonly unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(`vscode.${command}`, ...args);
}

const codesOf = (document: vscode.TextDocument) => vscode.languages.getDiagnostics(document.uri).map(({ code }) => code);
const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);
const get = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';

describe('the language features', () => {
  // An execute…Provider command asks those that are registered: it does not wait for the extension that the document wakes.
  before(() => vscode.extensions.getExtension('kvhttp.kvhttp')?.activate());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('completes operations, directives, resources and variables', async () => {
    for (const [text, label] of [
      ['|', 'GET /secrets/{name}'],
      ['GET /sec|', '/secrets/{name}/versions'],
      ['# @fl|\nGET /secrets', '@flow'],
      ['# @resource |\nGET /secrets', 'https://vault.azure.net'],
      ['# @vault |\nGET /secrets', 'sample'],
      ['@name = a\nGET /secrets/{{|', 'name'],
      ['GET /secrets\nCon|', 'Content-Type'],
      ['GET /secrets\n?? cause == |', 'wrong-audience-trailing-slash'],
    ] as const) {
      const { document, at } = await showAt(text);
      const list = await ask<vscode.CompletionList>('executeCompletionItemProvider', document.uri, at);
      assert.ok(list.items.map(labelOf).includes(label), `${label} in ${JSON.stringify(text)}`);
      assert.ok(list.items.length <= 250, `${list.items.length} entries`);
    }
  });

  it('marks what is on the screen of a long file first, and the rest later', async () => {
    const document = await show(
      `GET http://a.vault.azure.net/secrets/a?api-version=7.6\n${'\n'.repeat(1000)}###\n${get}\nAuthorization: {{$aadToken}}\n`,
    );
    await markOf(document, 'plain-http');
    assert.deepEqual(codesOf(document), ['plain-http']);
    await markOf(document, 'aad-token');
    assert.deepEqual(codesOf(document), ['plain-http', 'dynamic-variable', 'aad-token']);
    // A mark that is not looked at again yet moves with its request.
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    const line = () => vscode.languages.getDiagnostics(document.uri).find(({ code }) => code === 'aad-token')?.range.start.line;
    const before = line() ?? 0;
    await new Promise<void>(resolve => {
      const listener = vscode.languages.onDidChangeDiagnostics(() => {
        if (line() !== before + 1) return;
        listener.dispose();
        resolve();
      });
    });
  });

  it('marks what would be refused, and repairs it', async () => {
    for (const [code, text, fixed] of [
      ['resource-trailing-slash', `# @flow rest\n# @resource https://vault.azure.net/\n${get}\n`, '@resource https://vault.azure.net\n'],
      ['api-version-missing', 'GET https://contoso.vault.azure.net/secrets/a\n', 'secrets/a?api-version=7.6\n'],
      ['plain-http', 'GET http://contoso.vault.azure.net/secrets/a?api-version=7.6\n', 'GET https://contoso'],
      ['aad-token', `${get}\nAuthorization: {{$aadToken}}\n`, `${get}\n`],
      ['missing-separator', `${get}\n\n${get}\n`, `###\n${get}`],
      ['indented-separator', `${get}\n  ### next\n`, '\n### next'],
      ['unset-variable', '# @vault sample\nGET /secrets/{{name}}?api-version=7.6\n', '@name = value\n'],
      ['relative-without-vault', 'GET /secrets/a?api-version=7.6\n', '# @vault sample\n'],
    ] as const) {
      const document = await show(text);
      const { range } = await markOf(document, code);
      const actions = await ask<readonly vscode.CodeAction[]>(
        'executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      const fix = actions.find(action => action.edit !== undefined);
      assert.ok(fix?.edit, `a fix for ${code} among ${actions.map(action => action.title)}`);
      await vscode.workspace.applyEdit(fix.edit);
      assert.ok(document.getText().includes(fixed), `${code}: ${JSON.stringify(document.getText())}`);
    }
  });

  it('says what a variable, an operation and a token are', async () => {
    const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
    const claims = Buffer.from('{"aud":"https://vault.azure.net","exp":1600000000}').toString('base64url');
    for (const [text, part] of [
      ['@name = db\nGET /secrets/{{na|me}}', 'line 1'],
      ['GET /sec|rets/a?api-version=7.6', 'Key Vault Secrets User'],
      ['# @fl|ow rest\nGET /secrets', 'challenge first'],
      [`${get}\nAuthorization: Bearer |${header}.${claims}.c2ln`, 'Access token'],
    ] as const) {
      const { document, at } = await showAt(text);
      const hovers = await ask<readonly vscode.Hover[]>('executeHoverProvider', document.uri, at);
      const shown = hovers
        .flatMap(hover => hover.contents.map(content => (typeof content === 'string' ? content : content.value)))
        .join('\n');
      assert.ok(shown.includes(part), `${part} in ${shown}`);
    }
  });

  it('knows names: definition, references, highlights, rename', async () => {
    const text = '@na|me = a\n### one\n# @name first\nGET /{{name}}\n### two\n# @ref first\nGET /{{name}}/{{first.token.aud}}\n';
    const { document, at } = await showAt(text);
    const use = document.positionAt(document.getText().lastIndexOf('{{name}}') + 3);
    const [definition] = await ask<readonly vscode.Location[]>('executeDefinitionProvider', document.uri, use);
    assert.equal(definition?.range.start.line, 0);
    const references = await ask<readonly vscode.Location[]>('executeReferenceProvider', document.uri, at);
    assert.deepEqual(
      references.map(({ range }) => range.start.line),
      [0, 3, 6],
    );
    const highlights = await ask<readonly vscode.DocumentHighlight[]>('executeDocumentHighlights', document.uri, at);
    assert.equal(highlights.length, 3);
    const request = document.positionAt(document.getText().indexOf('first\nGET') + 1);
    const edit = await ask<vscode.WorkspaceEdit>('executeDocumentRenameProvider', document.uri, request, 'login');
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), text.replace('|', '').replaceAll('first', 'login'));
  });

  it('knows the variables of environment files in every request file that they hold for', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const texts = {
      'names/http-client.env.json': '{\n  "dev": { "place": "a" },\n  "prod": { "place": "b" }\n}\n',
      'names/one.kvhttp': 'GET https://a.io/{{place}}\n',
      'names/below/two.kvhttp': '# here too\nGET https://a.io/{{place}}/{{kept}}\n',
      'names/below/http-client.env.json': '{ "dev": { "place": "nearer" } }\n',
      'names/own.kvhttp': '@place = c\nGET https://a.io/{{place}}\n',
      'elsewhere.kvhttp': 'GET https://a.io/{{place}}\n',
    };
    for (const [name, text] of Object.entries(texts))
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'names/one.kvhttp'));
    await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('place') + 1);
    const shown = (places: readonly vscode.Location[]) =>
      places.map(({ uri, range }) => `${uri.path.slice(folder.path.length + 1)}:${range.start.line}`).toSorted();
    const defined = ['names/http-client.env.json:1', 'names/http-client.env.json:2'];
    assert.deepEqual(shown(await ask('executeDefinitionProvider', document.uri, at)), defined);
    const used = ['names/below/http-client.env.json:0', 'names/below/two.kvhttp:1', ...defined, 'names/one.kvhttp:0'];
    assert.deepEqual(shown(await ask('executeReferenceProvider', document.uri, at)), used);
    const edit = await ask<vscode.WorkspaceEdit>('executeDocumentRenameProvider', document.uri, at, 'region');
    assert.deepEqual(
      edit
        .entries()
        .flatMap(([uri, edits]) => edits.map(({ range }) => `${uri.path.slice(folder.path.length + 1)}:${range.start.line}`))
        .toSorted(),
      used,
    );
    await assert.rejects(ask('executeDocumentRenameProvider', document.uri, at, 'a"b'), /quotes/);
    await assert.rejects(ask('executeDocumentRenameProvider', document.uri, at, 'kept'), /there already/);
  });

  it('has all lenses in the part of a long file that is shown, and Send everywhere', async () => {
    const requests = 400;
    const document = await show(Array.from({ length: requests }, (_, i) => `### r${i}\n${get}\n\n`).join(''));
    const titlesAt = async (line: number) => {
      const lenses = await ask<readonly vscode.CodeLens[]>('executeCodeLensProvider', document.uri, requests * 3);
      return lenses.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title);
    };
    const [all, last] = [['$(play) Send', 'Send as…', 'Copy as…'], requests * 3 - 2];
    assert.deepEqual(await titlesAt(1), all);
    assert.deepEqual(await titlesAt(last), ['$(play) Send']);
    const { activeTextEditor: editor } = vscode.window;
    assert.ok(editor);
    const shown = new Promise<void>(resolve => {
      const listener = vscode.window.onDidChangeTextEditorVisibleRanges(({ visibleRanges }) => {
        if (!visibleRanges.some(({ end }) => end.line >= last)) return;
        listener.dispose();
        resolve();
      });
    });
    editor.revealRange(new vscode.Range(last, 0, last, 0));
    await shown;
    assert.deepEqual(await titlesAt(last), all);
    assert.deepEqual(await titlesAt(1), ['$(play) Send']);
  });

  it('refuses a name that two would share', async () => {
    const { document, at } = await showAt('@a| = 1\n@b = 2\nGET /{{a}}\n');
    await assert.rejects(ask('executeDocumentRenameProvider', document.uri, at, 'b'), /there already/);
  });

  it('colours, hints and links what is there', async () => {
    const document = await show('# @vault sample\nPUT /secrets/a?api-version=7.6\n\n< ./body.json\n# a note\n');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const tokens = await ask<vscode.SemanticTokens>('provideDocumentRangeSemanticTokens', document.uri, whole);
    assert.ok(tokens.data.length >= 10, `${tokens.data.length / 5} tokens`);
    const hints = await ask<readonly vscode.InlayHint[]>('executeInlayHintProvider', document.uri, whole);
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['→ https://kvhttp--sample.vault.azure.net/secrets/a?api-version=7.6', 'not sent'],
    );
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'links.kvhttp');
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(`PUT https://a.io\n\n< ./body.json\n###\nPUT https://a.io\n\n< ../out.json\n\n<> prev.json\n`),
    );
    const saved = await vscode.workspace.openTextDocument(file);
    const links = await ask<readonly vscode.DocumentLink[]>('executeLinkProvider', saved.uri);
    assert.deepEqual(
      links.flatMap(({ target }) => (target?.path.endsWith('.json') ? [target.path.split('/').at(-1)] : [])),
      ['body.json', 'prev.json'],
    );
  });

  it('formats the file', async () => {
    const document = await show('###   a\nget  https://a.vault.azure.net/secrets\nAccept:application/json\n');
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<readonly vscode.TextEdit[]>('executeFormatDocumentProvider', document.uri, options);
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, [...edits]);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), '### a\nGET https://a.vault.azure.net/secrets\nAccept: application/json\n');
    const typed = await ask<readonly vscode.TextEdit[] | undefined>(
      'executeFormatOnTypeProvider',
      document.uri,
      new vscode.Position(1, 0),
      '\n',
      options,
    );
    assert.deepEqual(typed ?? [], []);
  });

  it('has an outline, folds and lenses', async () => {
    const document = await show(`### one\n${get}\n\n### two\n${get}\n`);
    const symbols = await ask<readonly vscode.DocumentSymbol[]>('executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['one', 'two'],
    );
    assert.ok((await ask<readonly vscode.FoldingRange[]>('executeFoldingRangeProvider', document.uri)).length >= 2);
    const lenses = await ask<readonly vscode.CodeLens[]>('executeCodeLensProvider', document.uri);
    for (const title of ['$(play) Send', 'Send as…', 'Copy as…']) {
      assert.equal(lenses.filter(({ command }) => command?.title === title).length, 2, title);
    }
  });

  it('makes a request of a cURL command, without its token', async () => {
    const document = await show('### there\n');
    await vscode.commands.executeCommand(
      commands.importCurl,
      `curl -H 'Authorization: Bearer abcdefghijkl' 'https://contoso.vault.azure.net/secrets/a?api-version=7.6'`,
    );
    assert.match(document.getText(), /GET https:\/\/contoso\.vault\.azure\.net\/secrets\/a\?api-version=7\.6/);
    assert.doesNotMatch(document.getText(), /abcdefghijkl/);
  });

  it('never touches the network, and never asks the engine, which alone has credentials', async () => {
    const heard = listenToWire();
    try {
      const text = `# @prompt pin Which?\n# @flow rest\n# @resource https://vault.azure.net/\n${get}&x={{pin}}&y={{$processEnv HOME}}&z={{$dotenv A}}\nAuthorization: {{$aadToken}}\n`;
      const document = await show(text);
      await markOf(document, 'aad-token');
      await askEverything(document);
      assert.deepEqual(heard.places, []);
      assert.deepEqual(heard.sends, []);
      // The ears hear: a send that goes nowhere is a call of the engine, and a socket is one.
      await show('GET https://nowhere.example/secrets/a\n');
      await vscode.commands.executeCommand(commands.send);
      assert.equal(heard.sends.length, 1);
      net
        .connect(9, '127.0.0.1')
        .on('error', () => {})
        .destroy();
      assert.equal(heard.places.length, 1);
    } finally {
      heard.stop();
    }
  });
});

/** Where sockets of this thread are opened to, and what the engine is asked to send, until `stop`. */
function listenToWire() {
  const { connect } = net.Socket.prototype;
  const { postMessage } = Worker.prototype;
  const places: unknown[] = [];
  const sends: unknown[] = [];
  net.Socket.prototype.connect = function (this: net.Socket, ...args: Parameters<typeof connect>) {
    const [first] = args as readonly unknown[];
    const options: unknown = Array.isArray(first) ? first[0] : first;
    // The editor's own sockets are pipes; a language feature has none at all.
    const isPipe =
      typeof options === 'object' && options !== null ? 'path' in options && options.path != null : Number.isNaN(Number(options));
    if (!isPipe) places.push(options);
    return Reflect.apply(connect, this, args);
  } as typeof connect;
  Worker.prototype.postMessage = function (this: Worker, ...args: Parameters<typeof postMessage>) {
    const [message] = args;
    if (isToEngine(message) && message.type === 'call' && message.what.name === 'send') sends.push(message.what.ask.text);
    return Reflect.apply(postMessage, this, args);
  };
  const stop = () => {
    net.Socket.prototype.connect = connect;
    Worker.prototype.postMessage = postMessage;
  };
  return { places, sends, stop };
}

/** Every question that the editor asks of a request file, at each line where it has a place. */
async function askEverything(document: vscode.TextDocument): Promise<void> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const format = { tabSize: 2, insertSpaces: true };
  for (let line = 0; line < document.lineCount; line++) {
    const at = new vscode.Position(line, Math.min(20, document.lineAt(line).text.length));
    for (const command of [
      'executeHoverProvider',
      'executeCompletionItemProvider',
      'executeDefinitionProvider',
      'executeReferenceProvider',
    ])
      await ask(command, document.uri, at);
  }
  for (const command of ['executeCodeLensProvider', 'executeDocumentSymbolProvider', 'executeLinkProvider', 'executeFoldingRangeProvider'])
    await ask(command, document.uri);
  await ask('provideDocumentSemanticTokens', document.uri);
  await ask('executeInlayHintProvider', document.uri, whole);
  await ask('executeCodeActionProvider', document.uri, whole);
  await ask('executeFormatDocumentProvider', document.uri, format);
  await ask('executeFormatOnTypeProvider', document.uri, new vscode.Position(1, 0), '\n', format);
  const pin = document.positionAt(document.getText().indexOf('{{pin') + 3);
  await ask('executeDocumentRenameProvider', document.uri, pin, 'which');
}
