import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonc } from '../../../src/core/resolve/environment/parseJsonc.ts';
import { readEnvironments } from '../../../src/core/resolve/environment/readEnvironments.ts';

const file = (path: string, json: unknown) => ({ path, text: typeof json === 'string' ? json : JSON.stringify(json) });
const of = (files: readonly ReturnType<typeof file>[], name: string | null) => readEnvironments(files).select(name);

describe('what wins', () => {
  const files = [
    file('/w/http-client.env.json.user', { dev: { a: 'user' }, $shared: { s: 'user shared' } }),
    file('/w/http-client.private.env.json', { dev: { a: 'private', b: 'private' } }),
    file('/w/http-client.env.json', {
      dev: { a: 'public', b: 'public', c: 'public', s: 'own' },
      prod: { a: 'p' },
      $shared: { s: 'x', t: 'y' },
    }),
    file('/w/.vscode/settings.json', { 'editor.x': 1, 'rest-client.environmentVariables': { dev: { c: 'settings', d: '{{$shared t}}' } } }),
  ];

  test('user, private, public, settings; a named environment over $shared', () => {
    expect(of(files, 'dev').variables).toEqual({ a: 'user', b: 'private', c: 'public', d: 'y', s: 'own', t: 'y' });
  });
  test('without a name only $shared holds', () => expect(of(files, null).variables).toEqual({ s: 'user shared', t: 'y' }));
  test('a name that no file has', () => expect(of(files, 'nope').variables).toEqual({ s: 'user shared', t: 'y' }));
  test('$shared is no environment', () => expect(readEnvironments(files).names).toEqual(['dev', 'prod']));
  test('a variable knows its file and what it hides', () => {
    expect(of(files, 'dev').origins.a).toEqual({
      path: '/w/http-client.env.json.user',
      environment: 'dev',
      shadows: [
        { path: '/w/http-client.private.env.json', environment: 'dev' },
        { path: '/w/http-client.env.json', environment: 'dev' },
      ],
    });
  });
  test('the later of two files of one name', () => {
    const near = [file('/w/http-client.env.json', { dev: { a: '1', b: '1' } }), file('/w/x/http-client.env.json', { dev: { a: '2' } })];
    expect(of(near, 'dev').variables).toEqual({ a: '2', b: '1' });
  });
});

describe('values', () => {
  test('numbers, booleans, nested objects and lists', () => {
    const json = { dev: { n: 1, b: true, o: { p: { q: 'x' } }, l: ['a', { k: 'b' }], z: null } };
    expect(of([file('http-client.env.json', json)], 'dev').variables).toEqual({
      n: '1',
      b: 'true',
      'o.p.q': 'x',
      'l[0]': 'a',
      'l[1].k': 'b',
    });
  });

  test.each([
    [
      { provider: 'AzureKeyVault', keyVaultName: 'contoso', secretName: 'db' },
      { kind: 'vault', vaultName: 'contoso', secretName: 'db' },
    ],
    [
      {
        provider: 'AzureKeyVault',
        secretName: 'db',
        resourceId: '/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso',
      },
      { kind: 'vault', vaultName: 'contoso', secretName: 'db' },
    ],
  ])('a secret of a vault: %j', (value, expected) => {
    expect(of([file('http-client.env.json', { dev: { v: value } })], 'dev').fetched).toEqual({ v: expected });
  });

  test.each([
    { provider: 'AzureKeyVault', keyVaultName: 'contoso' },
    { provider: 'AzureKeyVault', keyVaultName: 'evil.example/x?', secretName: 'db' },
    { provider: 'AzureKeyVault', keyVaultName: 'contoso', secretName: '../keys/x' },
    { provider: 'Encrypted', value: 'AQ' },
    { provider: 'AspnetUserSecrets', secretName: 'a' },
    { provider: 'Other' },
  ])('is told, not read: %j', value => {
    const { problems, select } = readEnvironments([file('http-client.env.json', { dev: { v: value } })]);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^dev: "v" /)]);
    expect([select('dev').variables, select('dev').fetched]).toEqual([{}, {}]);
  });

  test('a client of JetBrains, whose secret stands in the private file only', () => {
    const client = {
      Type: 'OAuth2',
      'Grant Type': 'Client Credentials',
      'Token URL': 'https://a.io/t',
      'Client ID': 'c',
      'Client Secret': 's',
      Scope: 'x',
    };
    const files = [file('http-client.private.env.json', { dev: { Security: { Auth: { app: client } }, SSLConfiguration: { a: 'b' } } })];
    expect(of(files, 'dev').fetched).toEqual({
      '$auth.token("app")': { kind: 'client', tokenUrl: 'https://a.io/t', clientId: 'c', clientSecret: 's', scope: 'x', more: {} },
    });
    expect(of(files, 'dev').variables).toEqual({});
  });

  test.each([{ Type: 'OAuth2', 'Grant Type': 'Authorization Code' }, { Type: 'Mock' }])('another grant is told: %j', entry => {
    const { problems } = readEnvironments([file('http-client.env.json', { dev: { Security: { Auth: { app: entry } } } })]);
    expect(problems).toHaveLength(1);
  });
});

describe('files', () => {
  test.each(['{', '[]', 'null', '"x"', '{"dev": 1}', '', '{"rest-client.environmentVariables": []}'])('%s holds no environment', text => {
    expect(readEnvironments([file('http-client.env.json', text)]).names).toEqual([]);
  });
  test('comments, trailing commas and a byte order mark', () => {
    expect(parseJsonc('\ufeff{ // "a"\n "u": "https://x/*y*/", /* , */ "l": [1, 2, /* */ ], }')).toEqual({
      u: 'https://x/*y*/',
      l: [1, 2],
    });
  });
  test('any JSON is read as it is', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(parseJsonc(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });
  test('no text throws', () => {
    const parts = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '//', '/*', '*/', '\n', '\\', 'dev', '"a":', '1', '$shared');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), pieces => {
        readEnvironments([file('http-client.env.json', pieces.join(''))]).select('dev');
      }),
      { numRuns: 500 },
    );
  });
  test('more faults than a call can have arguments', () => {
    const names = Array.from({ length: 130_000 }, (_, index) => [`v${index}`, { provider: 'Encrypted' }] as const);
    expect(readEnvironments([file('http-client.env.json', { dev: Object.fromEntries(names) })]).problems).toHaveLength(names.length);
  });
  test('a name such as __proto__ is a variable', () => {
    const { variables } = of([file('http-client.env.json', '{"dev":{"__proto__":"x"}}')], 'dev');
    expect([Object.hasOwn(variables, '__proto__'), Reflect.getPrototypeOf(variables)]).toEqual([true, Object.prototype]);
  });
});
