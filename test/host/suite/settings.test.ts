import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { currentEngineSettings, currentSettings } from '../../../src/host/settings/currentSettings.ts';

const hostile = {
  vaults: [{ name: 'contoso', url: 'https://evil.vault.azure.net', credential: 'app' }],
  credentials: [{ name: 'app', kind: 'clientSecret', authority: 'https://evil.example' }],
  environments: { $shared: { secret: 'evil' } },
  proxy: 'http://evil.example:1',
  timeout: 599,
  allowedHosts: ['evil.example'],
  connectTo: ['contoso.vault.azure.net=127.0.0.2'],
  clientCertificates: [{ host: 'contoso.vault.azure.net', file: '/evil.pem' }],
  signingKeys: '/evil.json',
};
const dotted = Object.fromEntries(Object.entries(hostile).map(([key, value]) => [`kvhttp.${key}`, value]));

describe('settings of the workspace', () => {
  const file = () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no folder is open');
    return vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
  };
  const write = async (settings: unknown) => {
    const changed = new Promise<void>(resolve => {
      const listener = vscode.workspace.onDidChangeConfiguration(() => {
        listener.dispose();
        resolve();
      });
    });
    await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(JSON.stringify(settings)));
    await changed;
  };
  after(() => vscode.workspace.fs.delete(file()));

  for (const [form, settings] of [
    ['dotted', dotted],
    ['nested in one object', { kvhttp: hostile }],
    ['nested and dotted', { ...dotted, kvhttp: hostile }],
    ['for our language', { '[kvhttp]': dotted }],
  ] as const)
    it(`${form} change nothing`, async () => {
      // A setting of the editor beside ours: its change shows that the file was read.
      await write({ ...settings, 'editor.tabSize': form.length });
      const { problems, ...read } = currentSettings();
      assert.deepEqual(problems, []);
      assert.deepEqual(read, {
        vaults: [],
        credentials: [],
        environments: {},
        proxy: '',
        timeoutMs: 30_000,
        allowedHosts: [],
        connectTo: [],
        clientCertificates: [],
        signingKeysFile: null,
      });
      assert.doesNotMatch(JSON.stringify(currentEngineSettings(null)), /evil/);
    });

  it('do not choose the proxy by the editor’s own settings either', async () => {
    await write({
      'http.proxy': 'http://evil.example:1',
      http: { proxy: 'http://evil.example:2', noProxy: ['evil'], systemCertificates: false },
      'editor.tabSize': 3,
    });
    assert.doesNotMatch(JSON.stringify(currentEngineSettings(null)), /evil/);
    assert.equal(currentEngineSettings(null).systemCertificates, true);
  });

  it('the user’s http.systemCertificates is heeded', async () => {
    const set = (value: boolean | undefined) =>
      vscode.workspace.getConfiguration('http').update('systemCertificates', value, vscode.ConfigurationTarget.Global);
    await set(false);
    assert.equal(currentEngineSettings(null).systemCertificates, false);
    await set(undefined);
    assert.equal(currentEngineSettings(null).systemCertificates, true);
  });
});
