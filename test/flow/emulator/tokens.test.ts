import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, credentials, errorOf, json } from './vaultClient.ts';

const path = '/secrets/db-password?api-version=7.6';
const unusable = "[AggregatedAuthenticationFailure] Error validating token: 'S2S17001'.";
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const expected = 'AKV10022: Invalid audience. Expected https://vault.azure.net or cfa8b339-82a2-471a-a3c9-0fc0be7a4093, found: ';

for (const [kind, message] of [
  ['expired', "[TokenExpired] Error validating token: 'S2S12086'."],
  ['notYetValid', /IDX10222/],
  ['trailingSlash', `${expected}https://vault.azure.net/.`],
  ['wrongAudience', `${expected}https://management.azure.com/.`],
  [
    'foreign',
    'AKV10032: Invalid issuer. Expected one of https://sts.windows.net/11111111-1111-4111-8111-111111111111/, found https://sts.windows.net/99999999-9999-4999-8999-999999999999/.',
  ],
] as const) {
  test(`the ready-made token ${kind} is refused in the service's words, with a challenge`, async () => {
    const reply = await call(vault.info, { path, token: vault.info.tokens[kind] });
    expect(reply.status).toBe(401);
    expect(errorOf(reply).code).toBe('Unauthorized');
    expect(errorOf(reply).message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(reply.headers['www-authenticate']).toMatch(
      /^Bearer authorization="https:\/\/localhost:\d+\/[^"]+", resource="https:\/\/vault\.azure\.net"$/,
    );
  });
}

test('the ready-made good token lasts for a day and no longer', async () => {
  const other = await startForTest();
  try {
    other.advance(86_399_000);
    expect((await call(other.info, { path, token: other.info.tokens.valid })).status).toBe(200);
    other.advance(1000);
    expect((await call(other.info, { path, token: other.info.tokens.valid })).status).toBe(401);
  } finally {
    await other.stop();
  }
});

const forged: Readonly<Record<string, (info: EmbeddedVaultInfo) => Promise<string> | string>> = {
  'no JWT at all': () => 'not-a-token',
  'three dots and nothing': () => '..',
  'cut off': ({ tokens }) => tokens.valid.slice(0, -10),
  'another payload under the same signature': ({ tokens }) => {
    const [header, , signature] = tokens.valid.split('.');
    const [, payload] = tokens.trailingSlash.split('.');
    return `${header}.${payload}.${signature}`;
  },
  'alg none': () => new UnsecuredJWT({ aud: 'https://vault.azure.net' }).setExpirationTime('1h').encode(),
  'HS256 keyed with the public key': async ({ tokens }) => {
    const { publicKey } = await generateKeyPair('RS256');
    const { kid = '' } = decodeProtectedHeader(tokens.valid);
    return new SignJWT({ aud: 'https://vault.azure.net' })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey))));
  },
  'the right kid, another key': async ({ tokens }) => {
    const { privateKey } = await generateKeyPair('RS256');
    const { kid = '' } = decodeProtectedHeader(tokens.valid);
    return new SignJWT({ aud: 'https://vault.azure.net' })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setExpirationTime('1h')
      .sign(privateKey);
  },
};

for (const [name, make] of Object.entries(forged)) {
  test(`refused as unusable: ${name}`, async () => {
    const reply = await call(vault.info, { path, token: await make(vault.info) });
    expect(reply.status).toBe(401);
    expect(errorOf(reply).message).toBe(unusable);
    expect(reply.headers['www-authenticate']).toBeDefined();
  });
}

test('an unknown signing key is named with the header of the token', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'unknown' }).sign(privateKey);
  const reply = await call(vault.info, { path, token });
  expect(errorOf(reply).message).toBe(
    `AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '${token.split('.')[0]}'.`,
  );
});

for (const [scheme, header] of [
  ['Basic', 'Basic dXNlcjpwYXNz'],
  ['Bearer without a token', 'Bearer '],
  ['a bare word', 'token'],
] as const) {
  test(`${scheme} counts as no token`, async () => {
    const reply = await call(vault.info, { path, headers: { Authorization: header } });
    expect(errorOf(reply).message).toMatch(/^AKV10000: /);
  });
}

for (const [version, ask, audience, status] of [
  ['v1', { resource: 'https://vault.azure.net' }, 'https://vault.azure.net', 200],
  ['v1', { resource: 'https://vault.azure.net/' }, 'https://vault.azure.net/', 401],
  ['v1', { resource: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093' }, 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093', 200],
  ['v1', { resource: 'spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093' }, 'spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093', 401],
  ['v1', { resource: 'https://management.azure.com/' }, 'https://management.azure.com/', 401],
  ['v2', { scope: 'https://vault.azure.net/.default' }, 'https://vault.azure.net', 200],
  ['v2', { scope: 'https://vault.azure.net//.default' }, 'https://vault.azure.net/', 401],
  ['v2', { scope: 'https://management.azure.com/.default' }, 'https://management.azure.com', 401],
  ['v2', { scope: 'https://graph.microsoft.com/.default openid' }, 'https://graph.microsoft.com', 401],
] as const) {
  test(`${version} ${Object.values(ask)[0]} -> aud ${audience} -> ${status}`, async () => {
    const token = String(json(await askToken(vault.info, { ...credentials(vault.info), ...ask }, version)).access_token);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { aud: string };
    expect(claims.aud).toBe(audience);
    const reply = await call(vault.info, { path, token });
    expect(reply.status).toBe(status);
    if (status === 401) expect(errorOf(reply).message).toBe(`${expected}${audience}.`);
  });
}
