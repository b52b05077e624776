import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readJwks, verifySignature } from '../../../src/core/token/verifySignature.ts';

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
