import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, credentials, errorOf, json, sampleHost, tokenOf } from './vaultClient.ts';

const secretPath = '/secrets/db-password?api-version=7.6';
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

test('no token, 401 with the challenge, token, 200', async () => {
  const { info } = vault;
  const first = await call(info, { path: secretPath });
  expect(first.status).toBe(401);
  expect(first.headers['www-authenticate']).toBe(
    `Bearer authorization="https://localhost:${info.port}/${info.tenantId}", resource="https://vault.azure.net"`,
  );
  expect(errorOf(first)).toEqual({
    code: 'Unauthorized',
    message: 'AKV10000: Request is missing a Bearer, PoP, or MTLS_POP token.',
    inner: undefined,
  });
  const second = await call(info, { path: secretPath, token: await tokenOf(info) });
  expect(second.status).toBe(200);
  expect(json(second)).toMatchObject({
    value: 'sample-not-a-secret-db-password',
    attributes: { enabled: true, recoveryLevel: 'Recoverable+Purgeable', recoverableDays: 90 },
  });
  expect(json(second).id).toMatch(new RegExp(`^https://${sampleHost}/secrets/db-password/[0-9a-f]{32}$`));
});

test('answers carry the headers of the service, in its order and spelling', async () => {
  const reply = await call(vault.info, {
    path: secretPath,
    token: vault.info.tokens.valid,
    headers: { 'x-ms-client-request-id': 'client-request-1' },
  });
  const named = Object.fromEntries(pairs(reply.rawHeaders));
  expect(Object.keys(named).filter(name => name !== 'Connection' && name !== 'Keep-Alive')).toEqual([
    ...['Cache-Control', 'Pragma', 'Expires', 'x-ms-keyvault-region', 'x-ms-client-request-id', 'x-ms-request-id'],
    ...['x-ms-keyvault-service-version', 'x-ms-keyvault-network-info', 'X-Content-Type-Options', 'Strict-Transport-Security'],
    ...['x-ms-keyvault-rbac-assignment-id', 'x-ms-keyvault-rbac-cache', 'Content-Type', 'Date', 'Content-Length'],
  ]);
  expect(named['x-ms-client-request-id']).toBe('client-request-1');
  expect(named['x-ms-keyvault-network-info']).toBe('conn_type=Ipv4;addr=127.0.0.1;act_addr_fam=InterNetwork;');
  expect(named['Content-Type']).toBe('application/json; charset=utf-8');
  const other = await call(vault.info, { path: secretPath });
  expect(other.headers['x-ms-request-id']).not.toBe(named['x-ms-request-id']);
});

test('localhost is never told to insist on https: it would bind every other local server', async () => {
  const reply = await call(vault.info, { path: secretPath, host: `localhost:${vault.info.port}` });
  expect(reply.status).toBe(401);
  expect(reply.headers['strict-transport-security']).toBeUndefined();
});

for (const [version, keysPath] of [
  ['v1', 'discovery/keys'],
  ['v2', 'discovery/v2.0/keys'],
] as const) {
  test(`the ${version} endpoint mints tokens of the v1 form that verify against its keys`, async () => {
    const { info } = vault;
    const ask = version === 'v1' ? { resource: 'https://vault.azure.net' } : { scope: 'https://vault.azure.net/.default' };
    const reply = await askToken(info, { ...credentials(info), ...ask }, version);
    expect(reply.status).toBe(200);
    const keys = await call(info, { path: `/${info.tenantId}/${keysPath}`, host: `localhost:${info.port}` });
    const { payload, protectedHeader } = await jwtVerify(
      String(json(reply).access_token),
      createLocalJWKSet(JSON.parse(keys.body) as JSONWebKeySet),
      { issuer: `https://sts.windows.net/${info.tenantId}/`, audience: 'https://vault.azure.net', currentDate: new Date(vault.now()) },
    );
    expect(protectedHeader).toMatchObject({ typ: 'JWT', alg: 'RS256', kid: protectedHeader.x5t });
    const [client] = info.clients;
    const seconds = vault.now() / 1000;
    expect(payload).toMatchObject({
      ver: '1.0',
      appid: client?.clientId,
      appidacr: '1',
      oid: client?.objectId,
      sub: client?.objectId,
      tid: info.tenantId,
      idp: `https://sts.windows.net/${info.tenantId}/`,
      idtyp: 'app',
      iat: seconds - 300,
      nbf: seconds - 300,
      exp: seconds + 3599,
    });
    for (const claim of ['aio', 'uti', 'rh']) expect(payload[claim], claim).toEqual(expect.any(String));
  });
}

test('v1 answers numbers as strings, v2 as numbers', async () => {
  const { info } = vault;
  const v1 = json(await askToken(info, { ...credentials(info), resource: 'https://vault.azure.net' }, 'v1'));
  const seconds = vault.now() / 1000;
  expect(v1).toMatchObject({
    token_type: 'Bearer',
    expires_in: '3599',
    ext_expires_in: '3599',
    expires_on: String(seconds + 3599),
    not_before: String(seconds - 300),
    resource: 'https://vault.azure.net',
  });
  const v2 = json(await askToken(info, { ...credentials(info), scope: 'https://vault.azure.net/.default' }));
  expect(Object.keys(v2)).toEqual(['token_type', 'expires_in', 'ext_expires_in', 'access_token']);
  expect(v2).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
});

test('other clients use it as https://localhost:PORT: ids and links lead back there', async () => {
  const host = `localhost:${vault.info.port}`;
  const reply = await call(vault.info, { path: '/secrets?api-version=7.6&maxresults=1', host, token: vault.info.tokens.valid });
  const { value, nextLink } = JSON.parse(reply.body) as { value: { id: string }[]; nextLink: string };
  expect(value[0]?.id).toMatch(new RegExp(`^https://${host}/secrets/`));
  expect(nextLink).toMatch(new RegExp(`^https://${host}/secrets\\?`));
});

test('two starts share neither secrets nor keys', async () => {
  const other = await startForTest();
  try {
    expect(other.info.caCertificate).not.toBe(vault.info.caCertificate);
    expect(other.info.clients[0]?.clientSecret).not.toBe(vault.info.clients[0]?.clientSecret);
    const reply = await call(vault.info, { path: secretPath, token: other.info.tokens.valid });
    expect(errorOf(reply).message).toMatch(/^AKV10046: /);
  } finally {
    await other.stop();
  }
});

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
