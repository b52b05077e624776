import { expect, test } from 'vitest';
import { english } from '../../../src/core/model/translate.ts';
import { decodeToken } from '../../../src/core/token/decodeToken.ts';
import { judgeToken } from '../../../src/core/token/judgeToken.ts';
import { tokenDocument } from '../../../src/host/token/tokenDocument.ts';

const now = 1_800_000_000;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = 'canary-signature-canary-signature';

function documentOf(claims: Readonly<Record<string, unknown>>): string {
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${signature}`;
  const facts = decodeToken(token, () => 'abcdef012345', 'given');
  return tokenDocument(facts, judgeToken(facts, { now, vaultUrl: null, challenge: null, serverDate: null }), english);
}

/** The JSON in the document, without its comments. */
function jsonOf(text: string): unknown {
  return JSON.parse(text.replace(/^\/\/.*$/gm, '').replace(/ \/\/ [^"\n]*$/gm, ''));
}

test('shows header and claims as they are, and times in words', () => {
  const claims = { aud: 'https://vault.azure.net', exp: now + 3600, nested: { a: [1, { b: 'c' }] } };
  const text = documentOf(claims);
  expect(jsonOf(text)).toEqual({ header: { alg: 'RS256', typ: 'JWT' }, claims });
  expect(text).toContain(`"exp": ${now + 3600}, // 2027-01-15 09:00:00 UTC`);
  expect(text).toContain('abcdef012345');
});

test('never holds the signature', () => {
  expect(documentOf({ aud: 'x' })).not.toContain('canary');
});

test('claims cannot end the comment that quotes them', () => {
  const text = documentOf({ aud: 'https://vault.azure.net\n{"evil": true}\u2028\u202e', iss: 'a\r\nb' });
  for (const line of text.split('\n').filter(each => each.includes('evil'))) expect(line).toMatch(/^(\/\/ |\s+"aud": )/);
  expect(text.split(/[\r\u2028]/)).toHaveLength(2);
});

test('a time that is no date has no words', () => {
  expect(documentOf({ exp: 1e300 })).toContain('"exp": 1e+300\n');
});

test('an opaque token says so', () => {
  const facts = decodeToken('opaque', () => 'abcdef012345', 'given');
  const text = tokenDocument(facts, judgeToken(facts, { now, vaultUrl: null, challenge: null, serverDate: null }), english);
  expect(text).toContain('// Problem: ');
  expect(jsonOf(text)).toEqual({ header: {}, claims: {} });
});
