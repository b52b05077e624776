import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import { DecodedTokens } from '../../../src/engine/decodedTokens.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenFor = (aud: string): Secret => new Secret(`${part({ alg: 'RS256' })}.${part({ aud })}.c2ln`);

test('a token that comes again says the same, from where it came this time', () => {
  const tokens = new DecodedTokens();
  const token = tokenFor('https://vault.azure.net');
  const first = tokens.of(token, 'token-endpoint');
  expect(first).toMatchObject({ claims: { aud: 'https://vault.azure.net' }, source: 'token-endpoint' });
  expect(first.fingerprint).toMatch(/^[\da-f]{12}$/);
  expect(tokens.of(token, 'cache')).toEqual({ ...first, source: 'cache' });
  expect(tokens.of(token, 'token-endpoint')).toEqual(first);
  expect(tokens.of(tokenFor('other'), 'cache').claims['aud']).toBe('other');
});
