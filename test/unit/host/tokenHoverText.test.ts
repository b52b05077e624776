import { describe, expect, test } from 'vitest';
import { english } from '../../../src/core/model/translate.ts';
import { decodeToken } from '../../../src/core/token/decodeToken.ts';
import { judgeToken } from '../../../src/core/token/judgeToken.ts';
import { lensTitle } from '../../../src/host/language/lensTitle.ts';
import { codeSpan, plainText } from '../../../src/host/language/markdownText.ts';
import { tokenHoverText } from '../../../src/host/language/tokenHoverText.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = 1_795_257_015;

function hover(claims: Record<string, unknown>): string {
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.CANARYsignature`;
  const facts = decodeToken(token, () => '0123456789ab', 'unknown');
  return tokenHoverText(facts, judgeToken(facts, { now, vaultUrl: null, challenge: null, serverDate: null }), english);
}

describe('a hover on a token', () => {
  test('shows audience, times, header and claims, and no signature', () => {
    const text = hover({ aud: 'https://vault.azure.net', exp: now + 3600, nbf: now - 60, appid: 'a-b' });
    expect(text).toContain('**Audience** `https://vault.azure.net`');
    expect(text).toContain('"appid": "a-b"');
    expect(text).toContain('"alg": "RS256"');
    expect(text).toContain('`exp` 2026-11-21T11:30:15Z');
    expect(text).not.toContain('CANARY');
  });

  test('says that it has expired, and that a slash is too many', () => {
    const text = hover({ aud: 'https://vault.azure.net/', exp: now - 300 });
    expect(text).toMatch(/\*\*Validity\*\* ✗/);
    expect(text).toMatch(/\*\*Audience\*\* `https:\/\/vault\.azure\.net\/` ✗/);
  });

  test('makes no link, image, HTML or command out of a claim', () => {
    const evil = '[x](command:evil) ![y](https://evil.example/p) <img src=x> ``` https://evil.example $(key)\n# h';
    const text = hover({ aud: evil, iss: evil, upn: evil, [evil]: evil, ['`']: '```\n[a](b)' });
    const outside = text.replace(/^```json\n[\s\S]*?\n```$/gm, '').replace(/(`+) ?[^\n]*? ?\1(?!`)/g, '');
    expect(outside).not.toMatch(/(?<!\\)\[[^\]]*(?<!\\)\]\(/);
    expect(outside).not.toMatch(/(?<!\\)</);
    expect(outside).not.toContain('https://');
    expect(outside).not.toMatch(/^# h/m);
  });

  test('stays short whatever the token holds', () => {
    const claims = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`claim${i}`, 'x'.repeat(40)]));
    expect(hover({ ...claims, aud: 'y'.repeat(3_000) }).length).toBeLessThan(10_000);
  });
});

for (const [text, span] of [
  ['a', '`a`'],
  ['a`b', '`` a`b ``'],
  ['``', '``` `` ```'],
  ['', '``` ```'],
  ['a\nb\u202e', '`a\\u000ab\\u202e`'],
] as const) {
  test(`code span of ${JSON.stringify(text)}`, () => {
    expect(codeSpan(text)).toBe(span);
  });
}

test('plain text has no marks of Markdown', () => {
  expect(plainText('[a](b) `c` <d>')).toBe('\\[a\\]\\(b\\) \\`c\\` \\<d\\>');
});

test('a lens is one short line without icons', () => {
  expect(lensTitle('401: $(key)\nx')).toBe('401: $ (key) x');
  expect(lensTitle('x'.repeat(500))).toHaveLength(120);
});
