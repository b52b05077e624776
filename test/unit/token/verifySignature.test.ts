import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SignatureCheck } from '../../../src/core/model/tokenFacts.ts';
import { checkSignature, type KeySources } from '../../../src/core/token/checkSignature.ts';
import { decodeToken } from '../../../src/core/token/decodeToken.ts';
import { judgeToken } from '../../../src/core/token/judgeToken.ts';
import { keySetOf, readJwks, verifySignature } from '../../../src/core/token/verifySignature.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = (key: typeof pair.publicKey, kid: string) =>
  ({ keys: [{ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] }) as never;
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (header: object = { alg: 'RS256', kid: 'k1' }): string => {
  const text = `${part(header)}.${part({ aud: 'https://vault.azure.net' })}`;
  return `${text}.${sign('sha256', Buffer.from(text), pair.privateKey).toString('base64url')}`;
};

describe('the signature of a token', () => {
  const good = signed();
  const cases: readonly (readonly [name: string, token: string, keys: ReturnType<typeof jwks>, state: string])[] = [
    ['by a known key', good, jwks(pair.publicKey, 'k1'), 'good'],
    ['behind its scheme', `Bearer ${good}`, jwks(pair.publicKey, 'k1'), 'good'],
    ['by another key of that name', good, jwks(other.publicKey, 'k1'), 'bad'],
    ['by a key that is not known', good, jwks(pair.publicKey, 'k2'), 'unknown'],
    ['of other claims', good.replace(/\.[^.]+\./, `.${part({ aud: 'x' })}.`), jwks(pair.publicKey, 'k1'), 'bad'],
    ['none', `${part({ alg: 'none', kid: 'k1' })}.${part({})}.`, jwks(pair.publicKey, 'k1'), 'bad'],
    ['by a shared secret', signed({ alg: 'HS256', kid: 'k1' }), jwks(pair.publicKey, 'k1'), 'bad'],
    ['of a text that is no token', 'opaque', jwks(pair.publicKey, 'k1'), 'unknown'],
    ['of a text that is far too long', 'e'.repeat(100_000), jwks(pair.publicKey, 'k1'), 'unknown'],
    ['with keys that are none', good, { keys: [{ kty: 'nonsense', kid: 'k1' }] } as never, 'unknown'],
  ];
  test.each(cases)('%s', async (_, token, keys, state) => {
    expect((await verifySignature(token, keys)).state).toBe(state);
  });
});

test.each(['', 'x', '[]', '{}', '{"keys":1}', '{"keys":[1]}', 'null'])('%j is no set of keys', text =>
  expect(readJwks(text)).toBeUndefined(),
);
test('a set of keys is read', () => expect(readJwks(JSON.stringify(jwks(pair.publicKey, 'k1')))?.keys).toHaveLength(1));

describe('all keys that are known here', () => {
  const key = (kid: string) => jwks(pair.publicKey, kid) as { readonly keys: readonly Record<string, unknown>[] };
  const sources = (embedded: KeySources['embedded'], file: string | null): KeySources => ({
    embedded,
    file: file === null ? null : '/keys.json',
    readFile: () => (file === null || file === '' ? Promise.reject(new Error('ENOENT')) : Promise.resolve(new TextEncoder().encode(file))),
  });
  const text = (kid: string) => JSON.stringify(key(kid));
  for (const [title, from, want] of [
    ['none', sources(undefined, null), undefined],
    ['an embedded vault without keys', sources([], null), undefined],
    ['the embedded vault’s', sources(key('k1').keys, null), { state: 'good', kid: 'k1', alg: 'RS256' }],
    ['another one of the embedded vault', sources(key('k2').keys, null), { state: 'unknown', reason: 'no-key' }],
    [
      'the file’s, where the embedded vault’s do not decide',
      sources(key('k2').keys, text('k1')),
      { state: 'good', kid: 'k1', alg: 'RS256' },
    ],
    ['keys that were made ready', sources(keySetOf(key('k1').keys), null), { state: 'good', kid: 'k1', alg: 'RS256' }],
    ['the embedded vault’s before the file’s', sources(key('k1').keys, ''), { state: 'good', kid: 'k1', alg: 'RS256' }],
    ['a file that is away', sources(undefined, ''), { state: 'unknown', reason: 'no-key-file' }],
    ['a file of something else', sources(undefined, '[]'), { state: 'unknown', reason: 'no-key-file' }],
  ] as const)
    test(title, async () => expect(await checkSignature(signed(), from)).toEqual(want));

  test('a bad signature is refused whatever the claims say, and each outcome has its sentence', () => {
    const facts = decodeToken(signed(), () => '', 'given');
    const judge = (signature: SignatureCheck) =>
      judgeToken({ ...facts, signature }, { now: 0, vaultUrl: null, challenge: null, serverDate: null });
    expect(judge({ state: 'bad', reason: 'changed' })).toMatchObject({ verdict: 'refused', signature: expect.stringMatching(/^wrong: /) });
    expect(judge({ state: 'good', kid: 'k1', alg: 'RS256' }).signature).toBe('verified: signed by key k1 (RS256)');
    for (const reason of ['no-key', 'several-keys', 'too-long', 'unreadable', 'no-key-file'] as const)
      expect(judge({ state: 'unknown', reason }).signature).toMatch(/^not verified: /);
  });
});
