import { describe, expect, test } from 'vitest';
import { applied, badFixes, explained } from './explainText.ts';

const vault = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';
const elsewhere = 'GET https://api.example.com/x';
const header = (value: string, target = elsewhere) => `${target}\nAuthorization: ${value}\n`;

/** The header after each fix; `null` where it is gone. */
const told: readonly (readonly [value: string, fixed: readonly (string | null)[]])[] = [
  ['Basic user password', ['Basic dXNlcjpwYXNzd29yZA==', 'Basic {{base64Credentials}}']],
  ['basic  user  pass word', ['basic  dXNlcjpwYXNzIHdvcmQ=', 'basic  {{base64Credentials}}']],
  ['Basic user:pass', ['Basic dXNlcjpwYXNz', 'Basic {{base64Credentials}}']],
  ['Basic user:', ['Basic dXNlcjo=', 'Basic {{base64Credentials}}']],
  ['Basic user:pä:ss', ['Basic dXNlcjpww6Q6c3M=', 'Basic {{base64Credentials}}']],
  ['Basic {{user}} {{password}}', ['Basic {{base64Credentials}}']],
  ['Basic {{user}}:{{password}}', ['Basic {{base64Credentials}}']],
  ['Basic <user> <password>', ['Basic {{base64Credentials}}']],
  ['Digest user password', [null]],
  ['Digest user:password', [null]],
  ['AWS AKIA12 secret region:eu-west-1', [null]],
  ['COGNITO user password eu-west-1 pool client', [null]],
  ['openid client_credentials kv', ['Bearer {{token}}']],
  ['OAuth2 client_credentials kv', ['Bearer {{token}}']],
  ['oauth2', ['Bearer {{token}}']],
];

const silent: readonly string[] = [
  'Basic {{credentials}}',
  'Basic {{ credentials }}',
  'Basic {{$processEnv BASIC}}',
  'Bearer {{token}}',
  'Digest username="a", realm="b", nonce="c", uri="/", response="d"',
  'AWS AKIA12:c2lnbmF0dXJl',
  'AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c',
  'OAuth2 abcdefghijklmnop',
  'OAuth oauth_consumer_key="a", oauth_token="b"',
  'openidtoken',
  '{{auth}}',
];

describe('shorthands of other clients in the Authorization header', () => {
  test.each(told)('%s', (value, fixed) => {
    const text = header(value);
    const [advice] = explained(text);
    expect(explained(text).map(({ code }) => code)).toEqual(['authorization-shorthand']);
    expect(text.slice(advice?.span.start, advice?.span.end)).toBe(value);
    expect(advice?.fixes.map(fix => /^Authorization: (.*)$/m.exec(applied(text, fix))?.[1] ?? null)).toEqual(fixed);
    expect(badFixes(text)).toEqual([]);
  });

  test.each(told)('%s for a vault: the header goes', value => {
    const text = header(value, vault);
    expect(explained(text).map(({ fixes }) => fixes.map(fix => applied(text, fix)))).toEqual([[`${vault}\n`]]);
  });

  test.each(silent)('not %s', value => expect(explained(header(value))).toEqual([]));

  test('Basic as it must be is no shorthand', () => {
    expect(explained(header('Basic dXNlcjpwYXNz')).map(({ code }) => code)).toEqual(['literal-secret']);
  });

  test('a name and a password in variables of the file', () => {
    const codes = (text: string) => explained(text).map(({ code }) => code);
    expect(codes(`@pair = user:1\n${header('Basic {{pair}}')}`)).toEqual(['authorization-shorthand']);
    expect(codes(`@whole = Basic user 1\n${header('{{whole}}')}`)).toEqual(['authorization-shorthand']);
    expect(codes(`@pair = dXNlcjox\n${header('Basic {{pair}}')}`)).toEqual([]);
  });

  test('for a host that is not known yet: the header goes, or is mended', () => {
    const [advice] = explained(`# @prompt host\n${header('Basic user 1', 'GET {{host}}/x')}`);
    expect(advice?.fixes.length).toBe(3);
  });

  test('a refusal that is meant', () => expect(explained(`${header('Basic user password', vault)}?? status == 401\n`)).toEqual([]));

  test('no message repeats the password', () => {
    for (const [value] of told) for (const { message } of explained(header(value))) expect(message).not.toMatch(/user|AKIA|pool/);
  });
});
