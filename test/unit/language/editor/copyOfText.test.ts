import { describe, expect, test } from 'vitest';
import { asCode, copyForms } from '../../../../src/core/copy/asCode.ts';
import type { CopiedRequest } from '../../../../src/core/copy/copiedRequest.ts';
import { copyNeeds } from '../../../../src/core/copy/copyNeeds.ts';
import { copyOfText } from '../../../../src/core/language/actions/copyOfText.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../../src/core/language/syntax.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { someFacts } from '../explain/explainText.ts';

function copyOf(text: string): CopiedRequest {
  const document = parseDocument(text);
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('no request');
  return copyOfText(block, variableScopeOf(document), someFacts({ environment: { stage: 'test', apiKey: 'hunter2hunter2' } }));
}

/** The copy with its body as one text, in which a file is `<path>`. */
function copied(text: string) {
  const { body, method, url, headers } = copyOf(text);
  if (body === undefined || body instanceof Uint8Array) return { method, url, headers, body };
  return { method, url, headers, body: body.map(part => (part.kind === 'text' ? part.text : `<${part.path}>`)).join('') };
}

test('known variables are filled in, the address is whole, the token is a mark', () => {
  expect(copied('@n = a\n# @vault contoso\nGET /secrets/{{n}}?api-version=7.6\nX-Stage: {{stage}}\n')).toEqual({
    method: 'GET',
    url: 'https://contoso.vault.azure.net/secrets/a?api-version=7.6',
    headers: [
      ['Authorization', 'Bearer'],
      ['X-Stage', 'test'],
    ],
    body: undefined,
  });
});

test('what is not known, and what is secret, stays in its braces', () => {
  const { url, body } = copied(
    '@clientSecret = hunter2hunter2\nPOST https://a.io/{{later}}?k={{apiKey}}\n\nx={{clientSecret}}&y={{$guid}}\n',
  );
  expect(url).toBe('https://a.io/{{later}}?k={{apiKey}}');
  expect(body).not.toContain('hunter2');
  expect(body).toContain('y={{$guid}}');
});

test('an anonymous request has no mark of a token', () => {
  expect(copied('# @flow anonymous\nGET https://a.io/\n').headers).toEqual([]);
});

test.each([
  ['https://a.io/', 'https://a.io/x'],
  ['a.io/b', 'https://a.io/b/x'],
  ['{{later}}', '{{host}}/x'],
])('a path on the variable host, %s, goes to %s', (host, url) => {
  expect(copied(`@host = ${host}\nGET /x\n`).url).toBe(url);
});

test.each([
  ['a.io/x', 'https://a.io/x'],
  ['localhost:8080/x', 'http://localhost:8080/x'],
  ['https://a.io/a b?c={{ later }}#part', 'https://a.io/a%20b?c={{ later }}'],
  ['{{later}}/x#y', '{{later}}/x'],
  ['/x\nHost: contoso.vault.azure.net', 'https://contoso.vault.azure.net/x'],
  ['/x', 'https://HOST/x'],
])('%s goes to %s', (target, url) => {
  expect(copied(`GET ${target}\n`).url).toBe(url);
});

describe('a place that hands tokens out takes none', () => {
  test.each([
    ['https://login.microsoftonline.com/common/oauth2/v2.0/token', false],
    ['https://169.254.169.254/metadata/identity/oauth2/token', false],
    ['https://169.254.169.254.evil.example/', true],
    ['https://graph.microsoft.com/v1.0/me', true],
    ['https://contoso.vault.azure.net/keys', true],
  ])('%s', (url, token) => {
    expect(copyNeeds('curl', copyOf(`GET ${url}\n`)).token).toBe(token);
  });
  test('what its author wrote is there all the same', () => {
    expect(copyNeeds('curl', copyOf('GET https://login.microsoftonline.com/x\nAuthorization: Bearer a\n')).token).toBe(true);
  });
});

describe('a value of a body', () => {
  const put = 'PUT https://contoso.vault.azure.net/secrets/a?api-version=7.6\n\n';
  const post = (operation: string) => `POST https://contoso.vault.azure.net/keys/k/1/${operation}?api-version=7.6\n\n`;
  test.each([
    [`${put}{"value":"plain-text"}\n`, true],
    [`${put}{"value":"{{later}}"}\n`, true],
    [`${put}{"tags":{"value":"plain-text"}}\n`, false],
    [`${put}{"tags":{"password":"plain-text"}}\n`, true],
    [`${post('encrypt')}{"alg":"RSA-OAEP","value":"plain-text"}\n`, false],
    [`${post('sign')}{"alg":"RS256","value":"plain-text"}\n`, false],
    [`${post('unwrapkey')}{"alg":"RSA-OAEP","value":"plain-text"}\n`, false],
    [`${post('wrapkey')}{"alg":"RSA-OAEP","value":"plain-text"}\n`, true],
    [`${post('encrypt')}{"alg":"RSA-OAEP","password":"plain-text"}\n`, true],
    ['POST https://contoso.vault.azure.net/keys/restore\n\n{"value":"plain-text"}\n', true],
    ['PUT https://contoso.vault.azure.net/secrets/encrypt\n\n{"value":"plain-text"}\n', true],
  ])('%s', (text, isHidden) => {
    const request = copyOf(text);
    expect(copyNeeds('curl', request).secrets).toEqual(isHidden ? ['SECRET_VALUE'] : []);
    for (const form of copyForms) {
      const code = asCode(form, request);
      expect(code.includes('plain-text')).toBe(!isHidden);
      expect(code).not.toContain('[redacted]');
      expect(code.includes('SECRET_VALUE')).toBe(isHidden);
    }
  });
});

describe('a file of a body', () => {
  test('is named, and the text round it stays in its place', () => {
    const { body } = copyOf('@dir = files\nPOST https://a.io/\n\n{"a":\n<@ ./{{dir}}/a.json\n,"value":"b"}\n< ./b\n');
    expect(body).toEqual([
      { kind: 'text', text: '{"a":\n' },
      { kind: 'file', path: './files/a.json', isTemplate: true },
      { kind: 'text', text: expect.stringContaining(',"value":"[redacted]"}\n') },
      { kind: 'file', path: './b', isTemplate: false },
      { kind: 'text', text: '' },
    ]);
  });
  test('in the place of a secret stays a file', () => {
    expect(copied('POST https://a.io/\n\n{"value":\n< ./a\n}\n').body).toBe('{"value":\n<./a>\n}');
  });
});

describe('what a copy needs', () => {
  test.each([
    ['nothing', '# @flow anonymous\nGET https://a.io/x\n', { token: false, secrets: [], files: [], gaps: [] }],
    ['braces that are text', '# @flow anonymous\nGET https://a.io/x\nX: \\{\\{a\\}\\} {b}\n', { gaps: [] }],
    ['a variable that is known', '@n = 1\nGET https://a.io/{{n}}\n', { token: true, gaps: [] }],
    ['one that is not', 'GET https://a.io/{{later}}\nX: {{later}}\n', { gaps: ['{{later}}'] }],
    ['a host that nothing tells', 'GET /secrets/a\n', { gaps: ['https://HOST'] }],
    ['one of a header that is taken out', 'GET https://a.io/\nAuthorization: Bearer {{t}}\n', { gaps: [] }],
    ['a header that is a credential', 'GET https://a.io/\nCookie: a=b\n', { gaps: ['<secret>'] }],
    ['a signature in the URL', 'GET https://a.io/?sig=abc\n', { gaps: ['[redacted]'] }],
    [
      'secrets and files',
      'POST https://a.io/\n\n{"password":"a","value":"{{b}}","x":"{{c}}"}\n<@ ./f\n',
      { secrets: ['SECRET_VALUE', 'SECRET_VALUE_2'], files: ['./f'], gaps: ['{{c}}', './f: {{…}}'] },
    ],
  ])('%s', (_, text, needs) => {
    expect(copyNeeds('python', copyOf(text))).toMatchObject(needs);
  });
  test('az brings its own token', () => {
    expect(copyNeeds('az', copyOf('GET https://a.io/\n')).token).toBe(false);
  });
});
