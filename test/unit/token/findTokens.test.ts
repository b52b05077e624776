import { describe, expect, test } from 'vitest';
import { findTokens, tokenAt } from '../../../src/core/token/findTokens.ts';

const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
const token = `${header}.eyJhdWQiOiJ4In0.c2ln`;

describe('tokens in a text', () => {
  for (const [title, text, expected] of [
    ['alone', token, [token]],
    ['in a header', `Authorization: Bearer ${token}\r\nHost: x`, [token]],
    ['in JSON', `{"access_token":"${token}"}`, [token]],
    ['before a full stop', `The token ${token}.`, [token]],
    ['two', `${token} ${token}`, [token, token]],
    ['without its signature', `${header}.eyJhdWQiOiJ4In0.`, [`${header}.eyJhdWQiOiJ4In0.`]],
    ['encrypted', `${header}.a1.b2.c3.d4`, [`${header}.a1.b2.c3.d4`]],
    ['inside a longer word', `x${token}`, []],
    ['a header alone', header, []],
    ['a dotted name', 'eyJ.eyJ.eyJ', []],
    ['nothing', '', []],
  ] as const) {
    test(title, () => expect(findTokens(text).map(found => found.text)).toEqual(expected));
  }

  test('spans fit the text', () => {
    const text = `a ${token} b ${token}`;
    for (const found of findTokens(text)) expect(text.slice(found.start, found.end)).toBe(found.text);
  });

  test('maxTokens', () => expect(findTokens(`${token} `.repeat(10), { maxTokens: 3 })).toHaveLength(3));
});

describe('work grows with the length, not with its square', () => {
  // A quadratic scanner needs minutes for these; the runner's time limit is the check.
  for (const [title, text] of [
    ['eyJ', 'eyJ'.repeat(100_000)],
    ['eyJ with dots', 'eyJ.'.repeat(75_000)],
    ['headers with dots', `${header}.`.repeat(8_000)],
    ['spaces between', 'eyJ '.repeat(75_000)],
    ['dots', '.'.repeat(300_000)],
  ] as const) {
    test(title, () => {
      expect(findTokens(text, { maxTokens: 10 }).length).toBeLessThanOrEqual(10);
      expect(tokenAt(text, 150_000)?.text.length ?? 0).toBeLessThan(200_000);
    });
  }
});

describe('the token at a place', () => {
  const text = `say ${token}, please`;
  for (const [offset, found] of [
    [0, undefined],
    [4, token],
    [20, token],
    [4 + token.length, token],
    [text.length, undefined],
    [9999, undefined],
  ] as const) {
    test(`${offset}`, () => expect(tokenAt(text, offset)?.text).toBe(found));
  }
});
