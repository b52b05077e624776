import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { type Ask, call, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

const host = 'kvhttp--sample.managedhsm.azure.net';
const resource = 'https://managedhsm.azure.net';
let vault: TestVault;
let token: string;

beforeAll(async () => {
  vault = await startForTest();
  token = await tokenOf(vault.info, 'sample', { scope: `${resource}/.default` });
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body?: object, more: Partial<Ask> = {}): Promise<Reply> =>
  call(vault.info, { method, path: `${path}?api-version=7.6`, host, token, ...(body === undefined ? {} : { body }), ...more });

test('the challenge of a managed HSM: its resource, the body OK that calls itself JSON, its headers', async () => {
  const reply = await call(vault.info, { path: '/keys?api-version=7.6', host });
  expect(reply.status).toBe(401);
  expect(reply.body).toBe('OK');
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(reply.headers['www-authenticate']).toBe(
    `Bearer authorization="${vault.info.authority}/${vault.info.tenantId}", resource="${resource}"`,
  );
  expect(reply.headers).toMatchObject({ 'x-ms-server-latency': '0', 'x-frame-options': 'SAMEORIGIN' });
  expect(reply.headers['x-ms-build-version']).toBeDefined();
  expect(Object.keys(reply.headers).filter(name => name.startsWith('x-ms-keyvault'))).toEqual([]);
});

test('a write is challenged with an empty body', async () => {
  const reply = await call(vault.info, { method: 'POST', path: '/rng?api-version=7.6', host, body: { count: 1 } });
  expect([reply.status, reply.body, reply.headers['x-ms-build-version']]).toEqual([401, '', undefined]);
  expect(reply.headers['www-authenticate']).toContain(resource);
});

test('a token of a vault is refused here, and one of the HSM at the vault', async () => {
  expect((await ask('GET', '/keys', undefined, { token: vault.info.tokens.valid })).status).toBe(401);
  const atVault = await call(vault.info, { path: '/keys?api-version=7.6', token });
  expect(errorOf(atVault).message).toContain('AKV10022');
});

test('keys of its own, random bytes, and nothing else', async () => {
  const created = json(await ask('POST', '/keys/hsm-key/create', { kty: 'oct-HSM', key_size: 256 })) as unknown as { key: { kid: string } };
  expect(created.key.kid).toMatch(new RegExp(`^https://${host}/keys/hsm-key/[0-9a-f]{32}$`));
  expect((await call(vault.info, { path: '/keys/hsm-key?api-version=7.6', token: vault.info.tokens.valid })).status).toBe(404);
  expect((await ask('GET', '/keys/signing-key')).status).toBe(404);
  const random = async (count: unknown): Promise<Reply> => ask('POST', '/rng', { count });
  expect(Buffer.from(String(json(await random(16)).value), 'base64url')).toHaveLength(16);
  for (const count of [0, 129, 1.5, 'many']) expect((await random(count)).status).toBe(400);
  for (const path of ['/secrets', '/certificates', '/storage']) expect((await ask('GET', path)).status).toBe(404);
});

test('who has no local role is told the action and the scope, with the id of the request', async () => {
  const reader = await tokenOf(vault.info, 'sample-reader', { scope: `${resource}/.default` });
  const reply = await ask('POST', '/keys/mine/create', { kty: 'oct-HSM' }, { token: reader });
  expect(reply.status).toBe(403);
  expect(errorOf(reply)).toEqual({
    code: 'AccessDenied',
    message: `Not authorized to access Microsoft.KeyVault/managedHsm/keys/create on /keys/mine (Activity ID: ${reply.headers['x-ms-request-id']})`,
    inner: undefined,
  });
  expect(errorOf(await ask('GET', '/keys', undefined, { token: reader })).message).toContain('managedHsm/keys/read/action on / (');
});

test('the scenario without roles counts here too', async () => {
  vault.setScenario('no-role');
  expect(errorOf(await ask('GET', '/keys')).code).toBe('AccessDenied');
  vault.setScenario('normal');
  expect((await ask('GET', '/keys')).status).toBe(200);
});
