import { describe, expect, test } from 'vitest';
import { applied, badFixes, explained } from './explainText.ts';

const get = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';
const elsewhere = 'GET https://api.example.com/x';
const form = 'POST https://login.microsoftonline.com/t/oauth2/token';
const entra = `abc8Q~${'x1'.repeat(17)}`;
const token = (exp: number) => `eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.c2ln`;
const live = token(1_900_000_000);
const expired = token(1_600_000_000);

interface Case {
  readonly what: string;
  readonly text: string;
  /** The whole text after the first fix. */
  readonly fixed: string;
  readonly code?: string;
}

const told: readonly Case[] = [
  {
    what: 'a secret in a definition that two requests use, one of them through another definition',
    text: `@clientSecret = hunter2hunter2\n${get}\nX: {{clientSecret}}\n###\n@b = {{clientSecret}}\n${get}\nX: {{b}}\n###\n${get}\n`,
    fixed: `# @secret clientSecret\n${get}\nX: {{clientSecret}}\n###\n@b = {{clientSecret}}\n# @secret clientSecret\n${get}\nX: {{b}}\n###\n${get}\n`,
  },
  {
    what: 'a secret in a definition that a request asks for already',
    text: `@clientSecret = hunter2hunter2\n###\n# @prompt clientSecret\n${get}\nX: {{clientSecret}}\n`,
    fixed: `###\n# @prompt clientSecret\n${get}\nX: {{clientSecret}}\n`,
  },
  {
    what: 'a secret in a text with CRLF',
    text: `@apiKey = hunter2hunter2\r\n###\r\n${get}\r\nX: {{apiKey}}\r\n`,
    fixed: `###\r\n# @secret apiKey\r\n${get}\r\nX: {{apiKey}}\r\n`,
  },
  {
    what: 'a secret in the first line behind a byte order mark',
    text: '\ufeffGET https://a.example.com/x?client_secret=hunter2hunter2\n',
    fixed: '\ufeff# @secret client_secret\nGET https://a.example.com/x?client_secret={{client_secret}}\n',
  },
  { what: 'a secret that nothing uses', text: `@clientSecret = hunter2hunter2\n${get}\n`, fixed: `${get}\n` },
  { what: 'the form of an Entra secret', text: `@appSecret = ${entra}\n${get}\n`, fixed: `${get}\n` },
  { what: 'the form of an Entra secret by the name of one', text: `@secret = ${entra}\n${get}\n`, fixed: `${get}\n` },
  {
    what: 'a secret in a query',
    text: `GET https://a.example.com/x?client_secret=hunter2hunter2&y=1\n`,
    fixed: `# @secret client_secret\nGET https://a.example.com/x?client_secret={{client_secret}}&y=1\n`,
  },
  {
    what: 'a secret in a query on a line of its own',
    text: `GET https://a.example.com/x\n  ?client_secret=hunter2hunter2\n`,
    fixed: `# @secret client_secret\nGET https://a.example.com/x\n  ?client_secret={{client_secret}}\n`,
  },
  {
    what: 'x-api-key',
    text: `${elsewhere}\nx-api-key: hunter2hunter2\n`,
    fixed: `# @secret xApiKey\n${elsewhere}\nx-api-key: {{xApiKey}}\n`,
  },
  {
    what: 'Ocp-Apim-Subscription-Key',
    text: `${elsewhere}\nOcp-Apim-Subscription-Key: 0123456789abcdef\n`,
    fixed: `# @secret ocpApimSubscriptionKey\n${elsewhere}\nOcp-Apim-Subscription-Key: {{ocpApimSubscriptionKey}}\n`,
  },
  {
    what: 'the password of a certificate',
    text: 'POST https://contoso.vault.azure.net/certificates/c/import?api-version=7.6\n\n{"value":"MII","pwd":"hunter2hunter2"}\n',
    fixed: '# @secret pwd\nPOST https://contoso.vault.azure.net/certificates/c/import?api-version=7.6\n\n{"value":"MII","pwd":"{{pwd}}"}\n',
  },
  {
    what: 'a secret in a form',
    text: `${form}\n\ngrant_type=x&client_secret=hunter2hunter2\n`,
    fixed: `# @secret client_secret\n${form}\n\ngrant_type=x&client_secret={{client_secret}}\n`,
  },
  { what: 'a URL with a password', text: `@passwordStore = https://a:hunter2@b.example.com\n${get}\n`, fixed: `${get}\n` },
  { what: 'an opaque token for a vault', text: `${get}\nAuthorization: Bearer abcdefghijklmnop\nX: 1\n`, fixed: `${get}\nX: 1\n` },
  {
    what: 'an opaque token for another service',
    text: `${elsewhere}\nAuthorization: Bearer abcdefghijklmnop\n`,
    fixed: `# @secret token\n${elsewhere}\nAuthorization: Bearer {{token}}\n`,
  },
  {
    what: 'an opaque token for a vault that is to get no other',
    text: `# @flow anonymous\n${get}\nAuthorization: Bearer abcdefghijklmnop\n`,
    fixed: `# @flow anonymous\n# @secret token\n${get}\nAuthorization: Bearer {{token}}\n`,
  },
  { what: 'a token for a vault', text: `${get}\nAuthorization: Bearer ${live}\n`, fixed: `${get}\n`, code: 'literal-token' },
  {
    what: 'a token for another service',
    text: `${elsewhere}\nAuthorization: Bearer ${live}\n`,
    fixed: `# @secret token\n${elsewhere}\nAuthorization: Bearer {{token}}\n`,
    code: 'literal-token',
  },
  {
    what: 'a token in a definition for the headers of vaults',
    text: `@token = ${live}\n${get}\nAuthorization: Bearer {{token}}\n###\n${get}\nAuthorization: Bearer {{token}}\n`,
    fixed: `${get}\n###\n${get}\n`,
    code: 'literal-token',
  },
  {
    what: 'a token in a definition for a vault and for another service',
    text: `@token = ${live}\n${get}\nAuthorization: Bearer {{token}}\n###\n${elsewhere}\nAuthorization: Bearer {{token}}\n`,
    fixed: `# @secret token\n${get}\nAuthorization: Bearer {{token}}\n###\n# @secret token\n${elsewhere}\nAuthorization: Bearer {{token}}\n`,
    code: 'literal-token',
  },
  {
    what: 'a token that is used in a header and in a body',
    text: `@token = ${live}\n${elsewhere}\nAuthorization: Bearer {{token}}\nX: {{token}}\n`,
    fixed: `# @secret token\n${elsewhere}\nAuthorization: Bearer {{token}}\nX: {{token}}\n`,
    code: 'literal-token',
  },
  {
    what: 'a token behind its scheme in a definition of the same name',
    text: `@token = Bearer ${live}\n${elsewhere}\nAuthorization: {{token}}\n`,
    fixed: `@token = Bearer {{tokenValue}}\n# @secret tokenValue\n${elsewhere}\nAuthorization: {{token}}\n`,
    code: 'literal-token',
  },
  { what: 'a token in a comment', text: `# ${live}\n${get}\n`, fixed: `# \n${get}\n`, code: 'literal-token' },
  {
    what: 'an expired token that another request than the one that shows it uses',
    text: `@t = ${expired}\n${get}\nAuthorization: Bearer {{t}}\n?? cause == expired-token\n###\n${get}\nAuthorization: Bearer {{t}}\n`,
    fixed: `${get}\n?? cause == expired-token\n###\n${get}\n`,
    code: 'expired-token',
  },
];

const silent: readonly (readonly [what: string, text: string])[] = [
  ...['db-password', 'prod_password'].flatMap(value =>
    ['passwordSecretName', 'passwordName', 'password-name', 'apiKeyName', 'apiKeyId', 'connectionStringName', 'CLIENT_SECRET_NAME'].map(
      name => [`the name of a secret: ${name}`, `@${name} = ${value}\n${get}\n`] as const,
    ),
  ),
  ['the address of a secret', `@passwordUrl = https://contoso.vault.azure.net/secrets/a\n${get}\n`],
  ['an address by another name', `@password = https://contoso.vault.azure.net/secrets/a\n${get}\n`],
  ['the kind of an assertion', `@clientAssertionType = urn:ietf:params:oauth:client-assertion-type:jwt-bearer\n${get}\n`],
  ...['YOUR_ACCESS_TOKEN', '<your-access-token>', '$ACCESS_TOKEN_FOO', 'xxxxxxxxxxxxxxxxx', 'ACCESS_TOKEN_HERE'].map(
    value => [`a token to be typed: ${value}`, `${get}\nAuthorization: Bearer ${value}\n`] as const,
  ),
  ['a password of the shell', `@password = \${PASSWORD_OF_DB}\n${get}\n`],
  ['a key to be typed', `${elsewhere}\nx-api-key: <your-api-key>\n`],
  ['a key in a variable', `${elsewhere}\nx-api-key: {{key}}\n`],
  ['a cookie', `${elsewhere}\nCookie: language=english\n`],
  ['a secret in a query that a variable brings', `GET https://a.example.com/x?client_secret={{s}}\n`],
  ['a password to be typed', 'PUT https://contoso.vault.azure.net/secrets/a?api-version=7.6\n\n{"pwd":"<password>"}\n'],
  ['what is shorter than the form of Entra', `@secret = abc8Q~short\n${get}\n`],
  ['an expired token in the header, meant', `${get}\nAuthorization: Bearer ${expired}\n?? cause == expired-token\n`],
  ['an expired token in the header, its status meant', `${get}\nAuthorization: Bearer ${expired}\n?? status == 401\n`],
  ['an expired token in a definition, meant', `@t = ${expired}\n${get}\nAuthorization: Bearer {{t}}\n?? cause == expired-token\n`],
];

describe('secrets in a file', () => {
  test.each(told)('$what', ({ text, fixed, code = 'literal-secret' }) => {
    const [first] = explained(text);
    expect(first?.code).toBe(code);
    expect(applied(text, first?.fixes[0])).toBe(fixed);
  });

  test.each(silent)('not %s', (_what, text) => expect(explained(text)).toEqual([]));

  test.each([...told, { what: 'a token of @token', text: `# @token ${live}\n${get}\n` }])('what is mended is well: $what', ({ text }) =>
    expect(badFixes(text)).toEqual([]),
  );

  test('no message repeats a secret', () => {
    for (const { text } of told)
      for (const { message } of explained(text)) expect(message).not.toMatch(/eyJ|hunter2|abcdefghijklmnop|Q~|0123456789/);
  });

  test('a block of very many secrets is told of in no time', () => {
    const many = `${elsewhere}\n${'x-api-key: hunter2hunter2\n'.repeat(20_000)}`;
    expect(explained(many).length).toBeLessThan(50);
    const body = `PUT https://a.example.com/x\n\n${'# a\n{"password":"hunter2hunter2"}\n'.repeat(20_000)}`;
    expect(explained(body).length).toBeLessThan(50);
  });
});
