import { describe, expect, test } from 'vitest';
import { english } from '../../../src/core/model/translate.ts';
import { type Inspected, readSettings } from '../../../src/host/settings/readSettings.ts';

/** Everything that `inspect` can answer: the reader must look at two of the fields only. */
interface FullInspection extends Inspected {
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

const read = (values: Readonly<Record<string, FullInspection>>) => readSettings(key => values[key], english);
const user = (values: Readonly<Record<string, unknown>>) =>
  read(Object.fromEntries(Object.entries(values).map(([key, globalValue]) => [key, { globalValue }])));

const good = {
  clientCertificates: [{ host: 'Gateway.example', file: '/me/client.pfx' }],
  vaults: [{ name: 'contoso', url: 'https://contoso.vault.azure.net/', credential: 'app', tenantId: 't' }],
  credentials: [{ name: 'app', kind: 'clientSecret', clientId: 'c', tenantId: 't' }],
  environments: { $shared: { secret: 'db', port: 1 }, test: { secret: 'x' } },
  proxy: 'http://proxy:8080',
  timeout: 5,
  allowedHosts: ['vault.contoso.example'],
  signingKeys: '/keys/entra.json',
  connectTo: ['contoso.vault.azure.net=127.0.0.1:8443'],
};
const hostile = {
  vaults: [{ name: 'contoso', url: 'https://evil.example', credential: 'app' }],
  credentials: [{ name: 'app', kind: 'clientSecret', authority: 'https://evil.example' }],
  environments: { $shared: { secret: 'evil' } },
  proxy: 'http://evil.example',
  timeout: 599,
  allowedHosts: ['evil.example'],
  connectTo: ['contoso.vault.azure.net=6.6.6.6'],
  clientCertificates: [{ host: 'gateway.example', file: '/evil/client.pfx' }],
};

describe('readSettings', () => {
  test('reads the user’s values', () => {
    expect(user(good)).toEqual({
      vaults: [{ name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'app', tenantId: 't' }],
      credentials: [{ name: 'app', kind: 'clientSecret', clientId: 'c', tenantId: 't' }],
      clientCertificates: [{ host: 'gateway.example', file: '/me/client.pfx' }],
      environments: { $shared: { secret: 'db', port: '1' }, test: { secret: 'x' } },
      proxy: 'http://proxy:8080',
      timeoutMs: 5000,
      allowedHosts: ['vault.contoso.example'],
      connectTo: [{ host: 'contoso.vault.azure.net', port: 443, address: '127.0.0.1', addressPort: 8443 }],
      signingKeysFile: '/keys/entra.json',
      problems: [],
    });
  });

  const places = [
    'workspaceValue',
    'workspaceFolderValue',
    'globalLanguageValue',
    'workspaceLanguageValue',
    'workspaceFolderLanguageValue',
  ] as const;
  for (const place of places)
    for (const [key, value] of Object.entries(hostile))
      test(`${key} in ${place} changes nothing, alone or beside the user’s own`, () => {
        expect(read({ [key]: { defaultValue: undefined, [place]: value } })).toEqual(read({}));
        const own = Object.fromEntries(Object.entries(good).map(([name, globalValue]) => [name, { globalValue }]));
        expect(read({ ...own, [key]: { ...own[key], [place]: value } })).toEqual(user(good));
      });

  test('asks for each key by itself, so that a nested object in a workspace file is never merged in', () => {
    const asked: string[] = [];
    readSettings(key => {
      asked.push(key);
      return undefined;
    }, english);
    expect(asked.sort()).toEqual(Object.keys(good).sort());
  });

  for (const [name, values, setting, entry] of [
    ['a list that is none', { vaults: 'contoso' }, 'vaults', null],
    ['an entry that is no object', { vaults: ['contoso'] }, 'vaults', '1'],
    ['a vault without url', { vaults: [{ name: 'a' }] }, 'vaults', 'a'],
    ['plain http', { vaults: [{ name: 'a', url: 'http://a.vault.azure.net' }] }, 'vaults', 'a'],
    ['the reserved name', { vaults: [{ name: 'sample', url: 'https://a.vault.azure.net' }] }, 'vaults', 'sample'],
    ['a name used twice', { vaults: [1, 2].map(n => ({ name: 'a', url: `https://a${n}.vault.azure.net` })) }, 'vaults', 'a'],
    ['an unknown credential', { vaults: [{ name: 'a', url: 'https://a.vault.azure.net', credential: 'x' }] }, 'vaults', 'a'],
    ['an unknown kind', { credentials: [{ name: 'a', kind: 'magic' }] }, 'credentials', 'a'],
    ['scopes that are no list', { credentials: [{ name: 'a', kind: 'azureCli', scopesOverride: 'x' }] }, 'credentials', 'a'],
    ['a credential without name', { credentials: [{ kind: 'azureCli' }] }, 'credentials', '1'],
    ['a secret in settings', { credentials: [{ name: 'a', kind: 'clientSecret', clientSecret: 'canary' }] }, 'credentials', 'a'],
    ['client certificates as an object', { clientCertificates: {} }, 'clientCertificates', null],
    ['a client certificate for a URL', { clientCertificates: [{ host: 'https://a', file: 'x' }] }, 'clientCertificates', 'https://a'],
    ['a client certificate without a file', { clientCertificates: [{ host: 'a' }] }, 'clientCertificates', 'a'],
    [
      'a host with two client certificates',
      { clientCertificates: ['x', 'y'].map(file => ({ host: 'a', file })) },
      'clientCertificates',
      'a',
    ],
    ['a password in settings', { clientCertificates: [{ host: 'a', file: 'x', password: 'canary' }] }, 'clientCertificates', 'a'],
    ['environments as a list', { environments: [] }, 'environments', null],
    ['an environment that is a text', { environments: { test: 'x' } }, 'environments', 'test'],
    ['a variable that is an object', { environments: { test: { a: {} } } }, 'environments', 'test.a'],
    ['a proxy of another kind', { proxy: 'socks5://p' }, 'proxy', null],
    ['a timeout of nothing', { timeout: 0 }, 'timeout', null],
    ['hosts as a text', { allowedHosts: 'a' }, 'allowedHosts', null],
    ['a host with a wildcard', { allowedHosts: ['*.example'] }, 'allowedHosts', '1'],
    ['connectTo without an address', { connectTo: ['host'] }, 'connectTo', '1'],
    ['signingKeys as a relative path', { signingKeys: 'keys.json' }, 'signingKeys', null],
    ['signingKeys on a share of the network', { signingKeys: '//server/keys.json' }, 'signingKeys', null],
    ['connectTo as an object', { connectTo: {} }, 'connectTo', null],
  ] as const)
    test(`${name} is a problem of ${setting} and nothing else is lost`, () => {
      const settings = user({ ...good, ...values });
      expect(settings.problems.map(problem => [problem.setting, problem.entry])).toContainEqual([setting, entry]);
      expect(JSON.stringify(settings)).not.toContain('canary');
      if (setting !== 'allowedHosts') expect(settings.allowedHosts).toEqual(['vault.contoso.example']);
    });
});
