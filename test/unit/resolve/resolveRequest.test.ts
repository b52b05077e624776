import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import type { ProblemCode } from '../../../src/core/language/problem.ts';
import { selectRequest } from '../../../src/core/language/selectRequest.ts';
import type { ResolvedRequest } from '../../../src/core/model/resolvedRequest.ts';
import { checkRequests } from '../../../src/core/resolve/checkRequest.ts';
import { type Resolution, resolveRequest } from '../../../src/core/resolve/resolveRequest.ts';
import { variableScopeOf } from '../../../src/core/resolve/variableScope.ts';
import type { VariableSources } from '../../../src/core/resolve/variableSources.ts';
import { aSource } from './variableSources.ts';

async function resolve(text: string, sources: Partial<VariableSources> = {}, name?: string): Promise<Resolution> {
  const document = parseDocument(text);
  const block = selectRequest(document, name === undefined ? { kind: 'first' } : { kind: 'name', name });
  if (block === undefined) throw new Error('the text holds no such request');
  return resolveRequest(document, block, aSource(sources));
}

async function resolved(text: string, sources: Partial<VariableSources> = {}, name?: string): Promise<ResolvedRequest> {
  const resolution = await resolve(text, sources, name);
  if (resolution.kind === 'problems') throw new Error(JSON.stringify(resolution.problems));
  return resolution.request;
}

/** Codes of the errors that block a send; empty where the request may go. */
async function errors(text: string, sources: Partial<VariableSources> = {}): Promise<readonly ProblemCode[]> {
  const resolution = await resolve(text, sources);
  return resolution.kind === 'resolved' ? [] : resolution.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

const bodyText = (request: ResolvedRequest) => new TextDecoder().decode(request.body);

describe('a whole request', () => {
  test('takes vault, credential and directives from the text', async () => {
    const text = `@secret = db-password
@realm = https://vault.azure.net/

### Read
# @name readSecret
# @vault contoso
# @flow rest
# @resource {{realm}}
# @tenant contoso.onmicrosoft.com
# @token-endpoint v1
# @token fresh
# @challenge fresh
# @timeout 10s
# @retry sdk
# @follow-redirect
# @no-log
GET /secrets/{{secret}}
    ?api-version=7.6
Accept: application/json
?? status == 401
?? body.value == {{secret}}
`;
    expect(await resolved(text)).toEqual({
      name: 'readSecret',
      title: 'Read',
      line: 16,
      method: 'GET',
      url: 'https://contoso.vault.azure.net/secrets/db-password?api-version=7.6',
      headers: [['Accept', 'application/json']],
      body: undefined,
      vault: 'contoso',
      credential: 'app',
      flow: 'rest',
      resource: 'https://vault.azure.net/',
      scope: null,
      tenant: 'contoso.onmicrosoft.com',
      tokenEndpoint: 'v1',
      token: { kind: 'fresh' },
      challenge: 'fresh',
      timeoutMs: 10_000,
      retry: 'sdk',
      followRedirect: true,
      noLog: true,
      assertions: [
        { text: 'status == 401', line: 19, left: 'status', operator: '==', right: '401', shownRight: '401' },
        {
          text: 'body.value == {{secret}}',
          line: 20,
          left: 'body.value',
          operator: '==',
          right: 'db-password',
          shownRight: 'db-password',
        },
      ],
      secrets: [],
    });
  });

  test('has the defaults of an SDK', async () => {
    expect(await resolved('GET https://contoso.vault.azure.net/secrets?api-version=7.6')).toMatchObject({
      vault: 'contoso',
      credential: 'app',
      flow: 'sdk',
      resource: null,
      tokenEndpoint: 'v2',
      token: { kind: 'auto' },
      challenge: 'cached',
      timeoutMs: null,
      retry: 'none',
      followRedirect: false,
      noLog: false,
    });
  });

  test('what an assertion expects is shown without the variables that are secrets by their names', async () => {
    const text = '@pin = {{apiKey}}\n# @vault contoso\nGET /a\n?? body == {{stage}}/{{pin}}\n?? body exists';
    const { assertions } = await resolved(text, { environment: { apiKey: 'CANARY', stage: 'dev' } });
    expect(assertions).toMatchObject([
      { right: 'dev/CANARY', shownRight: 'dev/[secret]' },
      { right: null, shownRight: null },
    ]);
  });

  test('takes a token out of a variable and keeps it secret', async () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.CANARY';
    const request = await resolved(`# @vault contoso\n# @token {{t}}\nGET /secrets`, { environment: { t: token } });
    expect(request.token.kind === 'given' && request.token.token.reveal()).toBe(token);
    expect(request.secrets.map(secret => secret.reveal())).toEqual([token]);
    expect(JSON.stringify(request)).not.toContain('CANARY');
  });
});

describe('where a request goes', () => {
  for (const [what, text, url] of [
    ['a path with a vault', '# @vault payroll\nGET /keys', 'https://payroll.vault.azure.net/keys'],
    ['a path with a Host header (rule 14)', 'GET /keys\nHost: x.vault.azure.net', 'https://x.vault.azure.net/keys'],
    ['a path with the Host header of a machine nearby', 'GET /keys\nHost: vault-proxy', 'https://vault-proxy/keys'],
    ['a path with a Host header out of a variable', '@h = [::1]:8080\nGET /keys\nHost: {{h}}', 'http://[::1]:8080/keys'],
    ['a path with a loopback Host header', 'GET /keys\nHost: localhost:8080', 'http://localhost:8080/keys'],
    ['no scheme (rule 15)', 'GET x.vault.azure.net/keys', 'https://x.vault.azure.net/keys'],
    ['no method (rule 11)', 'https://x.vault.azure.net/keys', 'https://x.vault.azure.net/keys'],
    ['a fragment (rule 18)', 'GET https://x.vault.azure.net/keys#top', 'https://x.vault.azure.net/keys'],
    ['two slashes stay', '# @vault contoso\nGET //secrets/a', 'https://contoso.vault.azure.net//secrets/a'],
    ['dots stay', '# @vault contoso\nGET /a/../b', 'https://contoso.vault.azure.net/a/../b'],
    ['a slash at the end stays', '# @vault contoso\nGET /secrets/a/', 'https://contoso.vault.azure.net/secrets/a/'],
    [
      'other characters are encoded',
      '# @vault contoso\nGET /secrets/ä b?x={{q}}',
      'https://contoso.vault.azure.net/secrets/%C3%A4%20b?x=%22',
    ],
    ['loopback over http', 'GET http://127.0.0.1:9000/keys', 'http://127.0.0.1:9000/keys'],
  ] as const) {
    test(what, async () => {
      expect((await resolved(text, { environment: { q: '"' } })).url).toBe(url);
    });
  }

  test('a path without anything goes to the default vault', async () => {
    expect(await resolved('GET /keys', { defaultVault: 'payroll' })).toMatchObject({
      url: 'https://payroll.vault.azure.net/keys',
      vault: 'payroll',
    });
  });

  for (const [what, text, sources, url, vault] of [
    ['a URL', '@host = https://api.example.com\nPUT /secrets/a', {}, 'https://api.example.com/secrets/a', null],
    ['a host alone', '@host = api.example.com\nGET /keys', {}, 'https://api.example.com/keys', null],
    ['a path behind it', '@host = https://api.example.com/v1/\nGET /keys', {}, 'https://api.example.com/v1/keys', null],
    ['this machine', '@host = localhost:8080\nGET /keys', {}, 'http://localhost:8080/keys', null],
    ['the environment', 'GET /keys', { environment: { host: 'api.example.com:8443' } }, 'https://api.example.com:8443/keys', null],
    ['an answer to a prompt', '# @prompt host\nGET /keys', { prompt: async () => 'a.example' }, 'https://a.example/keys', null],
    [
      'a configured vault',
      '@host = {{v}}.vault.azure.net\nGET /keys',
      { environment: { v: 'payroll' } },
      'https://payroll.vault.azure.net/keys',
      'payroll',
    ],
    ['nothing', '@host =\nGET /keys', {}, 'https://contoso.vault.azure.net/keys', 'contoso'],
    [
      'what @vault comes before',
      '# @vault payroll\nGET /keys',
      { environment: { host: 'a.example' } },
      'https://payroll.vault.azure.net/keys',
      'payroll',
    ],
    ['what a Host header comes before', '@host = a.example\nGET /keys\nHost: b.example', {}, 'https://b.example/keys', null],
    ['no matter for a URL', '@host = a.example\nGET https://b.example/keys', {}, 'https://b.example/keys', null],
  ] as const) {
    test(`a path on the variable host: ${what}`, async () => {
      const request = await resolved(text, { defaultVault: 'contoso', ...sources });
      // The credential of the default vault is for its own host.
      const credential = aSource().vaults.find(({ name }) => name === vault)?.credential ?? null;
      expect({ url: request.url, vault: request.vault, credential: request.credential }).toEqual({ url, vault, credential });
    });
  }

  test('a foreign URL beside @vault is a warning', async () => {
    const resolution = await resolve('# @vault contoso\nGET https://management.azure.com/subscriptions');
    expect(resolution.kind === 'resolved' && resolution.warnings.map(({ code }) => code)).toEqual(['vault-host-differs']);
  });
});

describe('a variable host that is none', () => {
  for (const [value, code] of [
    ['contoso', 'invalid-url'],
    ['/base', 'invalid-url'],
    ['https://a.example?x=', 'invalid-url'],
    ['a.example#x', 'invalid-url'],
    ['http://a.example', 'plain-http'],
    ['https://user:password@a.example', 'user-info-in-url'],
    ['ftp://a.example', 'invalid-url'],
    ['{{nothing}}', 'unset-variable'],
    ['{{host}}', 'cyclic-variable'],
  ] as const) {
    test(value, async () => {
      const text = `@host = ${value}\nGET /keys`;
      const resolution = await resolve(text, { defaultVault: 'contoso' });
      expect(resolution.kind === 'problems' && resolution.problems.map(problem => problem.code)).toEqual([code]);
    });
  }

  test('is told before the send where it is written', () => {
    const codes = (text: string, environment: Readonly<Record<string, string>>) => {
      const document = parseDocument(text);
      const facts = { ...aSource({ defaultVault: 'contoso' }), environment };
      return checkRequests(document.blocks, variableScopeOf(document), facts).map(({ code }) => code);
    };
    expect(codes('@host = contoso\nGET /keys', {})).toEqual(['invalid-url']);
    expect(codes('GET /keys', { host: 'http://a.example' })).toEqual(['plain-http']);
    expect(codes('@host = {{v}}\nGET /keys', { v: 'contoso' })).toEqual([]);
    expect(codes('GET /keys', { host: 'a.example' })).toEqual([]);
    expect(codes('# @vault contoso\nGET /keys', { host: 'contoso' })).toEqual([]);
    expect(codes('GET https://{{host}}.vault.azure.net/keys', { host: 'contoso' })).toEqual([]);
  });

  test('is not shown where it is a secret', async () => {
    const sources = { prompt: async () => 'http://CANARY' };
    const resolution = await resolve('# @secret host\nGET /keys', sources);
    expect(resolution.kind === 'problems' && resolution.problems.map(({ message }) => message).join()).toMatch(
      /^The variables make no URL/,
    );
  });
});

describe('what is never sent', () => {
  for (const [what, text, code] of [
    ['a line that is no request', 'hello world', 'not-a-request-line'],
    ['a path without a slash', 'secrets/x', 'not-a-request-line'],
    ['a misspelt method', '# @vault contoso\nGTE /secrets/x', 'unknown-method'],
    ['another protocol', 'GRPC localhost:1/x', 'unsupported-protocol'],
    ['a method alone', 'GET', 'missing-target'],
    ['an unset variable', '# @vault contoso\nGET /secrets/{{x}}', 'unset-variable'],
    ['an unset variable behind another', '@a = {{b}}\n# @vault contoso\nGET /secrets/{{a}}', 'unset-variable'],
    ['variables in a circle', '@a = {{b}}\n@b = {{a}}\n# @vault contoso\nGET /secrets/{{a}}', 'cyclic-variable'],
    ['an open variable', '# @vault contoso\nGET /secrets/{{x', 'unclosed-variable'],
    ['an unknown vault', '# @vault contosso\nGET /secrets', 'unknown-vault'],
    ['an unknown vault out of a variable', '@v = contosso\n# @vault {{v}}\nGET /secrets', 'unknown-vault'],
    ['a relative path without a vault', 'GET /secrets', 'relative-without-vault'],
    ['a header without a colon', '# @vault contoso\nGET /secrets\nAccept', 'header-without-colon'],
    ['a second request without a separator', '# @vault contoso\nGET /a\nGET /b', 'missing-separator'],
    ['an unknown flow', '# @vault contoso\n# @flow sdkk\nGET /a', 'directive-value'],
    ['an unknown flow out of a variable', '@f = x\n# @vault contoso\n# @flow {{f}}\nGET /a', 'directive-value'],
    ['a literal token', '# @vault contoso\n# @token eyJhbGciOiJub25lIn0.e30.\nGET /a', 'directive-value'],
    ['a time without meaning', '# @vault contoso\n# @timeout soon\nGET /a', 'directive-value'],
    ['a reference to no request', '# @vault contoso\n# @ref other\nGET /a', 'unknown-request'],
    ['a disabled request', '# @vault contoso\n# @disabled\nGET /a', 'disabled'],
    ['http to a vault', 'GET http://contoso.vault.azure.net/secrets', 'plain-http'],
    ['a name in the URL', 'GET https://contoso.vault.azure.net@evil.example/secrets', 'user-info-in-url'],
    ['a name and a password before a host alone', 'GET user:hunter2@contoso.vault.azure.net/a', 'user-info-in-url'],
    ['a backslash host', 'GET https://contoso.vault.azure.net\\@evil.example/', 'user-info-in-url'],
    ['a word for a port', 'GET https://contoso.vault.azure.net:four/', 'invalid-url'],
    ['two Host headers', 'GET /a\nHost: a.example\nHost: b.example', 'header-value'],
    ['an encoded host', 'GET https://contoso%2evault.azure.net/', 'invalid-url'],
    ['another scheme', 'GET file:///etc/passwd', 'invalid-url'],
    ['a malformed assertion', '# @vault contoso\nGET /a\n?? statsu == 200', 'assertion'],
    ['a script that never ends', '# @vault contoso\nPUT /a\n\nx\n> {%\nlet a', 'unclosed-script'],
    ['a file that cannot be read', '# @vault contoso\nPUT /a\n\n< ./f.json', 'file-unreadable'],
    ['an answer that is not there', '# @vault contoso\nGET /{{b.response.body.$.id}}\n### b\nGET https://x.io', 'reference-not-sent'],
    ['$aadToken', '# @vault contoso\nGET /a\nAuthorization: Bearer {{$aadToken}}', 'dynamic-variable'],
    ['an unknown dynamic variable', '# @vault contoso\nGET /{{$gui}}', 'dynamic-variable'],
    ['an environment variable that is not set', '# @vault contoso\nGET /{{$processEnv X}}', 'environment-variable'],
    ['a dismissed prompt', '# @vault contoso\n# @prompt x\nGET /{{x}}', 'prompt-dismissed'],
  ] as const) {
    test(what, async () => {
      expect(await errors(text)).toEqual([code]);
    });
  }

  for (const host of [
    'a.io#x',
    'a.io/evil',
    'a.io/',
    'a.io?x',
    'a.io\\\\x',
    'me@a.io',
    'https://a.io',
    'a.io b.io',
    'a.io:',
    'a.io:99999',
    ':80',
    '',
  ]) {
    test(`a Host header "${host}", written or out of a variable`, async () => {
      for (const text of [`GET /a\nHost: ${host}`, 'GET /a\nHost: {{h}}', 'GET https://a.io/a\nHost: {{h}}']) {
        const resolution = await resolve(text, { environment: { h: host } });
        expect(resolution).toMatchObject({
          kind: 'problems',
          problems: [{ code: 'header-value', message: expect.stringMatching(/Host.*Write/) }],
        });
        if (resolution.kind === 'problems') expect(text.slice(resolution.problems[0]?.span.start)).toMatch(/^Host:/);
      }
    });
  }

  for (const [what, host, ascii] of [
    ['with an umlaut', 'münchen.de', 'xn--mnchen-3ya.de'],
    ['and a port', 'münchen.de:8443', 'xn--mnchen-3ya.de:8443'],
    ['whose Cyrillic letter looks like a Latin one', 'c\u043entoso.vault.azure.net', 'xn--cntoso-wqf.vault.azure.net'],
    ['in wide letters', '\uff43ontoso.vault.azure.net', 'contoso.vault.azure.net'],
  ] as const) {
    test(`a host ${what}: what to write is told`, async () => {
      for (const text of [`GET https://${host}/a`, `GET /a\nHost: ${host}`, 'GET https://{{h}}/a', 'GET /a\nHost: {{h}}']) {
        const resolution = await resolve(text, { environment: { h: host }, defaultVault: 'contoso' });
        expect(resolution).toMatchObject({ kind: 'problems', problems: [{ message: expect.stringContaining(`Write "${ascii}"`) }] });
      }
    });
  }

  test('a password with a slash in it is in no message', async () => {
    for (const text of ['GET https://user:hunt/er2@contoso.vault.azure.net/a', 'GET https://user:hunt?er2@contoso.vault.azure.net/a']) {
      const resolution = await resolve(text);
      expect(resolution).toMatchObject({
        kind: 'problems',
        problems: [{ code: 'invalid-url', message: expect.stringMatching(/^Behind "user:"/) }],
      });
      expect(JSON.stringify(resolution)).not.toContain('hunt');
    }
  });

  test('a secret that makes no URL is not told, and known to whoever redacts', async () => {
    const typed = 'hunter2 and a very long rest that no message would hold whole, so that its beginning alone would stand there';
    const resolution = await resolve('# @prompt password\nGET {{password}}', { prompt: async () => typed });
    if (resolution.kind !== 'problems') throw new Error('it cannot be sent');
    expect(resolution.problems.map(({ message }) => message).join()).not.toContain('hunter2');
    expect(resolution.secrets.map(secret => secret.reveal())).toEqual([typed]);
  });

  test.each(['https://a\u3000b.de/', 'https://m\u00fc..de\\x/', 'https://\u200d/', 'https://\ud800.de/'])(
    'no host is made of %j',
    async url => {
      expect(await errors(`GET ${url}`)).toContain('invalid-url');
    },
  );

  test('no door is asked for a request that cannot go', async () => {
    const asked: string[] = [];
    const prompt = async (name: string) => {
      asked.push(name);
      return 'x';
    };
    expect(await errors('# @vault contoso\n# @prompt x\nGET /{{x}}/{{y}}', { prompt })).toEqual(['unset-variable']);
    expect(asked).toEqual([]);
  });

  for (const [what, environment, code] of [
    ['an unset variable', { e: '{{unset}}' }, 'unset-variable'],
    ['one behind another', { e: '{{f}}', f: '{{unset}}' }, 'unset-variable'],
    ['a circle', { e: '{{f}}', f: '{{e}}' }, 'cyclic-variable'],
    ['a dynamic variable that is none', { e: '{{$gui}}' }, 'dynamic-variable'],
  ] as const) {
    test(`${what} in a value of the environment is told at its use before anybody is asked`, async () => {
      const text = '# @vault contoso\n# @prompt x\nGET /{{x}}/{{e}}/{{e}}';
      const prompt = async () => {
        throw new Error('asked');
      };
      const resolution = await resolve(text, { environment, prompt });
      const found = resolution.kind === 'problems' ? resolution.problems : [];
      expect(found.map(problem => [problem.code, text.slice(problem.span.start, problem.span.end)])).toEqual([[code, '{{e}}']]);
    });
  }

  test('braces that no value of the environment closes are its text', async () => {
    expect((await resolved('# @vault contoso\nGET /a\nX: {{e}}', { environment: { e: 'a {{ b' } })).headers).toEqual([['X', 'a {{ b']]);
  });

  test('variables that double themselves end in a problem', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `@v${i} = {{v${i + 1}}}{{v${i + 1}}}`);
    expect(await errors(`${lines.join('\n')}\n@v60 = xxxxxxxx\n# @vault contoso\nGET /{{v0}}`)).toContain('expansion-too-large');
  });
});

describe('more entries than a call can have arguments', () => {
  const many = 130_000;
  const repeat = (text: string) => text.repeat(many);

  test('faults in a file of the body', async () => {
    const readFile = async () => new TextEncoder().encode(repeat('{{$gui}}'));
    const text = '# @vault contoso\nPUT /a\n\n<@ ./f';
    const resolution = await resolve(text, { readFile });
    const found = resolution.kind === 'problems' ? resolution.problems : [];
    expect(found.length).toBe(many);
    expect(text.slice(found.at(-1)?.span.start, found.at(-1)?.span.end)).toBe('./f');
  });

  test('faults in a value of the environment', async () => {
    const text = '# @vault contoso\nPUT /a\n\n{{e}}';
    const resolution = await resolve(text, { environment: { e: repeat('{{$dotenv A}}') } });
    const found = resolution.kind === 'problems' ? resolution.problems : [];
    expect(found.length).toBe(many);
    expect(text.slice(found.at(-1)?.span.start, found.at(-1)?.span.end)).toBe('{{e}}');
  });

  test('secrets of an answer', async () => {
    const reference = async () => JSON.stringify(Array.from({ length: many }, (_, index) => ({ value: `v${index}` })));
    const text = '# @name r\nGET https://x.io\n###\n# @name two\n# @vault contoso\nPUT /a\n\n{{r.response.body.$.list}}';
    expect((await resolved(text, { reference }, 'two')).secrets).toHaveLength(many);
  });
});

describe('control characters out of a variable', () => {
  const places: Readonly<Record<string, string>> = {
    path: '# @vault contoso\nGET /secrets/{{x}}',
    query: '# @vault contoso\nGET /secrets?x={{x}}',
    host: 'GET https://{{x}}/secrets',
    header: '# @vault contoso\nGET /secrets\nX-A: {{x}}',
    'header name': '# @vault contoso\nGET /secrets\n{{x}}: a',
    body: '# @vault contoso\nPUT /secrets\n\n{"a":"{{x}}"}',
    directive: '# @vault contoso\n# @flow rest\n# @resource {{x}}\nGET /secrets',
    token: '# @vault contoso\n# @token {{x}}\nGET /secrets',
  };
  for (const [place, text] of Object.entries(places)) {
    for (const value of ['a\r\nX: y', 'a\nb', 'a\rb', 'a\0b']) {
      test(`${JSON.stringify(value)} in ${place}`, async () => {
        expect(await errors(text, { environment: { x: value } })).toContain('control-character');
      });
    }
  }

  test('an escape in a definition is one too', async () => {
    expect(await errors('@x = a\\r\\nX-Evil: 1\n# @vault contoso\nGET /secrets\nX-A: {{x}}')).toEqual(['control-character']);
  });
});

describe('values', () => {
  const value = async (expression: string, sources: Partial<VariableSources> = {}, before = '') =>
    bodyText(await resolved(`${before}# @vault contoso\nPUT /a\n\n${expression}`, sources));

  for (const [expression, expected] of [
    ['{{$guid}}', '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50'],
    ['{{$uuid}}', '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50'],
    ['{{$random.uuid}}', '6f1f4d0c-8d5e-4c6e-9d0a-3b1c2d3e4f50'],
    ['{{$timestamp}}', '1795257015'],
    ['{{ $timestamp -1 d }}', '1795170615'],
    ['{{$timestamp 3 M}}', '1803205815'],
    ['{{$datetime}}', '2026-11-21T10:30:15.250Z'],
    ['{{$datetime iso8601 1 h}}', '2026-11-21T11:30:15.250Z'],
    ['{{$datetime rfc1123}}', 'Sat, 21 Nov 2026 10:30:15 GMT'],
    ['{{$datetime "YYYY-MM-DD [at] hh:mm A" 1 y}}', '2027-11-21 at 10:30 AM'],
    ["{{$localDatetime 'DD.MM.YYYY HH:mm Z'}}", '21.11.2026 12:30 +02:00'],
    ['{{$localDatetime rfc1123}}', 'Sat, 21 Nov 2026 12:30:15 +0200'],
    ['{{$randomInt}}', '0'],
    ['{{$randomInt 5 10}}', '5'],
    ['\\{\\{x\\}\\}', '{{x}}'],
    ['{"a":{"b":"{{v}}"}}', '{"a":{"b":"1 2"}}'],
    ['{{%v}}', '1%202'],
    ['{{{v}}', '{1 2'],
    ['{{', '{{'],
  ] as const) {
    test(expression, async () => {
      if (expression === '{{') expect(await errors(`# @vault contoso\nPUT /a\n\n${expression}`)).toEqual(['unclosed-script']);
      else expect(await value(expression, { environment: { v: '1 2' } })).toBe(expected);
    });
  }

  test('one value throughout the request', async () => {
    let count = 0;
    const uuid = () => `u${count++}`;
    expect(await value('{{id}} {{id}}', { uuid }, '@id = {{$guid}}\n')).toBe('u0 u0');
  });

  test('the nearest definition above counts, else the one below (rule 38)', async () => {
    const text =
      '@a = 1\n###\n# @name one\nGET https://x.io/{{a}}{{b}}\n###\n@a = 2\n# @name two\nGET https://x.io/{{a}}{{b}}\n###\n@b = 3\n@a = 4';
    expect((await resolved(text, {}, 'one')).url).toBe('https://x.io/13');
    expect((await resolved(text, {}, 'two')).url).toBe('https://x.io/23');
  });

  test('prompt before file before environment (rule 39)', async () => {
    const sources = { environment: { a: 'env', b: 'env', c: 'env' }, prompt: async () => 'prompt' };
    expect(await value('{{a}} {{b}} {{c}}', sources, '@a = file\n@b = file\n# @prompt a\n')).toBe('prompt file env');
  });

  for (const [expression, asked] of [
    ['{{read-one.response.body.$.id}}', 'read-one response.body.$.id'],
    ['{{readOne.response.headers.ETag}}', 'read-one response.headers.ETag'],
    ['{{readOne.value}}', 'read-one response.body.$.value'],
    ["{{readOneResponse.headers['x']}}", "read-one response.headers['x']"],
    ['{{read-one.token.aud}}', 'read-one token.aud'],
    ['{{read-one.calls[0].challenge.tenant}}', 'read-one calls[0].challenge.tenant'],
  ] as const) {
    test(expression, async () => {
      const reference = async (name: string, path: string) => `${name} ${path}`;
      const text = `# @name read-one\nGET https://x.io\n###\n# @name two\n# @vault contoso\nPUT /a\n\n${expression}`;
      expect(bodyText(await resolved(text, { reference }, 'two'))).toBe(asked);
    });
  }

  test('secrets of prompts, environment and answers are named for redaction', async () => {
    const request = await resolved(
      '# @name r\nGET https://x.io\n###\n# @name two\n# @vault contoso\n# @prompt password\n# @prompt city\nPUT /a\n\n' +
        '{{password}} {{city}} {{$dotenv CLIENT_SECRET}} {{$processEnv HOME}} {{r.response.body.$.value}}',
      {
        prompt: async name => `typed-${name}`,
        dotenv: async () => 'dot',
        processEnv: async () => '/home/me',
        reference: async () => 'vault-value',
      },
      'two',
    );
    expect(request.secrets.map(secret => secret.reveal())).toEqual(['typed-password', 'dot', 'vault-value']);
  });
});

describe('bodies', () => {
  const file = (text: string) => async () => new TextEncoder().encode(text);

  for (const [what, text, sources, expected] of [
    ['blank lines at both ends are trimmed (rule 28)', 'PUT /a\n\n\n{\n  "a": 1\n}\n\n', {}, '{\n  "a": 1\n}'],
    ['line breaks stay as written', 'PUT /a\r\n\r\na\r\nb\r\n', {}, 'a\r\nb'],
    ['comments are not sent (rule 25)', 'PUT /a\n\na\n# not\n// not\nb', {}, 'a\nb'],
    ['comments are kept on wish', '# @keep-comments\nPUT /a\n\na\n# b', {}, 'a\n# b'],
    ['assertions and scripts are not sent', 'PUT /a\n\na\n?? status == 200\n> {%\n x()\n%}\n>> out.json\n<> old.json', {}, 'a'],
    ['a sample response is not sent', 'PUT /a\n\na\n\nHTTP/1.1 200 OK\nServer: x\n\n{}', {}, 'a'],
    ['a definition in a body is text (rule 26)', 'PUT /a\n\n@x = 1', {}, '@x = 1'],
    ['a file', 'PUT /a\n\n< ./f', { readFile: file('{{x}}') }, '{{x}}'],
    ['a file with variables', '@x = 1\nPUT /a\n\n<@ ./f', { readFile: file('{{x}}') }, '1'],
    ['a file between texts', 'PUT /a\n\na\n< ./f\nb', { readFile: file('F') }, 'a\nF\nb'],
    ['multipart has CRLF', 'PUT /a\nContent-Type: multipart/form-data; boundary=b\n\n--b\n--b--', {}, '--b\r\n--b--'],
    ['a form is joined', 'PUT /a\nContent-Type: application/x-www-form-urlencoded\n\na=1\n&b=2', {}, 'a=1&b=2'],
    ['markup is no file (rule 29)', 'PUT /a\n\n<root>\n</root>', {}, '<root>\n</root>'],
  ] as const) {
    test(what, async () => {
      expect(bodyText(await resolved(`# @vault contoso\n${text}`, sources))).toBe(expected);
    });
  }

  test('a file keeps its bytes', async () => {
    const bytes = new Uint8Array([0, 255, 13, 10]);
    expect((await resolved('# @vault contoso\nPUT /a\n\n< ./f', { readFile: async () => bytes })).body).toEqual(bytes);
  });

  test('an encoding is read (rule 29)', async () => {
    const request = await resolved('# @vault contoso\nPUT /a\n\n<@latin1 ./f', { readFile: async () => new Uint8Array([0xe4]) });
    expect(bodyText(request)).toBe('ä');
  });
});
