import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeToken, maxTokenLength } from '../../../src/core/token/decodeToken.ts';
import { judgeToken } from '../../../src/core/token/judgeToken.ts';
import { aChallenge, now } from '../builders/aCase.ts';

const b64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');
const tokenOf = (claims: string, header = '{"alg":"RS256","typ":"JWT"}', signature = b64('sig')): string =>
  `${b64(header)}.${b64(claims)}.${signature}`;
const decode = (text: string) => decodeToken(text, token => `print of ${token.length}`, 'given');
const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

test('header and claims, and nothing that makes the token usable', () => {
  const facts = decode(` Bearer ${tokenOf('{"aud":"x","exp":1}')}\n`);
  expect(facts).toMatchObject({ header: { alg: 'RS256', typ: 'JWT' }, claims: { aud: 'x', exp: 1 }, problems: [], source: 'given' });
  expect(JSON.stringify(facts)).not.toContain(b64('sig'));
  expect(facts.fingerprint).toBe(`print of ${tokenOf('{"aud":"x","exp":1}').length}`);
});

describe('what is wrong with the form is said', () => {
  for (const [title, token, problem] of [
    ['opaque', 'abc', /not a JSON Web Token/],
    ['many dots', '.'.repeat(5000), /not a JSON Web Token/],
    ['encrypted', `${b64('{"alg":"dir","enc":"A256GCM"}')}.a.b.c.d`, /encrypted/],
    ['other alphabet', `${b64('{"alg":"RS256"}')}.ab+/.x`, /payload is not base64url/],
    ['stray bits', `${b64('{"alg":"RS256"}')}.AB.AAAA`, /payload is not base64url/],
    ['padding', `${b64('{"alg":"RS256"}')}.e30=.AAAA`, /payload is not base64url/],
    ['not UTF-8', `${b64('{"alg":"RS256"}')}.${b64(new Uint8Array([123, 255, 125]))}.AAAA`, /not UTF-8/],
    ['not JSON', tokenOf('{"a":'), /not a JSON object/],
    ['not an object', tokenOf('[1]'), /not a JSON object/],
    ['a key twice', tokenOf('{"aud":"a","aud":"b"}'), /"aud" stands twice/],
    ['a key twice, once escaped', tokenOf('{"aud":"a","\\u0061ud":"b"}'), /"aud" stands twice/],
    ['a deep key twice', tokenOf('{"x":{"a":1,"b":[{"a":2}],"a":3}}'), /"a" stands twice/],
    ['too deep', tokenOf(nested(33)), /deeper than 32/],
    ['unsigned', tokenOf('{}', '{"alg":"none"}', ''), /unsigned/],
    ['odd algorithm', tokenOf('{}', '{"alg":"HS256"}'), /HS256.* is unusual/],
    ['signature cut off', tokenOf('{}', undefined, ''), /missing or was cut off/],
    ['bad signature', tokenOf('{}', undefined, 'a b'), /signature is not base64url/],
    ['too long', tokenOf(JSON.stringify({ a: 'x'.repeat(maxTokenLength) })), /are not decoded/],
  ] as const) {
    test(title, () => expect(decode(token).problems.join('\n')).toMatch(problem));
  }

  for (const [title, claims] of [
    ['the same key in two objects', '{"a":{"k":1},"b":{"k":2}}'],
    ['a value that looks like a key', '{"a":"a","b":["a","a"]}'],
    ['32 levels', nested(32)],
  ] as const) {
    test(`no problem: ${title}`, () => expect(decode(tokenOf(claims)).problems).toEqual([]));
  }
});

test('__proto__ is a claim like any other', () => {
  const facts = decode(tokenOf('{"__proto__":{"aud":"x"}}'));
  expect(facts.claims['aud']).toBeUndefined();
  expect(({} as Record<string, unknown>)['aud']).toBeUndefined();
});

// 100,000 with FAST_CHECK_RUNS=100000, and in `npm run bench:diagnosis`; fewer in the daily run.
const numRuns = Number(process.env['FAST_CHECK_RUNS'] ?? 300);
const claims = fc.record(
  {
    aud: fc.oneof(
      fc.string(),
      fc.constantFrom('https://vault.azure.net', 'https://vault.azure.net/', 'spn:x', 'https://management.azure.com'),
      fc.array(fc.string()),
      fc.integer(),
    ),
    iss: fc.oneof(fc.string(), fc.webUrl()),
    tid: fc.anything(),
    exp: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constantFrom(-1, 1e20)),
    nbf: fc.oneof(fc.integer(), fc.double()),
    scp: fc.anything(),
    roles: fc.oneof(fc.array(fc.string()), fc.string()),
    xms_mirid: fc.anything(),
  },
  { requiredKeys: [] },
);
const anyToken = fc.oneof(
  fc.string(),
  fc.tuple(fc.string(), fc.string(), fc.string()).map(parts => parts.join('.')),
  fc.tuple(fc.json(), fc.json(), fc.string()).map(([header, body, signature]) => tokenOf(body, header, signature)),
  claims.map(value => tokenOf(JSON.stringify(value) ?? '{}')),
  claims.map(value => tokenOf((JSON.stringify(value) ?? '{}').replace(/}$/, ',"exp":1e400}'))),
);

test(`${numRuns} generated tokens: decoding and judging never throw`, { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(anyToken, fc.boolean(), (token, known) => {
      const facts = decode(token);
      const judged = judgeToken(facts, {
        now,
        vaultUrl: known ? 'https://kv.vault.azure.net' : null,
        challenge: known ? aChallenge() : null,
        serverDate: null,
      });
      return ['ok', 'refused', 'unknown'].includes(judged.verdict) && judged.times.text !== '' && judged.identity.text !== '';
    }),
    { numRuns },
  );
});
