import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { call, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

const version = 'api-version=7.6';
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body?: object, token = vault.info.tokens.valid): Promise<Reply> =>
  call(vault.info, { method, path: `${path}?${version}`, token, ...(body === undefined ? {} : { body }) });

test('a rotation policy: the usual one, set, read, and what it does at a rotation', async () => {
  await ask('POST', '/keys/turned/create', { kty: 'EC' });
  expect(json(await ask('GET', '/keys/turned/rotationpolicy'))).toEqual({
    lifetimeActions: [{ trigger: { timeBeforeExpiry: 'P30D' }, action: { type: 'Notify' } }],
    attributes: null,
  });
  const policy = {
    lifetimeActions: [{ trigger: { timeAfterCreate: 'P2M' }, action: { type: 'Rotate' } }],
    attributes: { expiryTime: 'P90D' },
  };
  const set = await ask('PUT', '/keys/turned/rotationpolicy', policy);
  expect(set.status).toBe(200);
  expect(json(set)).toMatchObject({ ...policy, id: 'https://kvhttp--sample.vault.azure.net/keys/turned/rotationpolicy' });
  expect((await ask('GET', '/keys/turned/rotationpolicy')).body).toBe(set.body);
  const { attributes } = json(await ask('POST', '/keys/turned/rotate')) as unknown as { attributes: { created: number; exp: number } };
  expect(attributes.exp - attributes.created).toBe(90 * 86_400);
  expect((await ask('GET', '/keys/turned/rotationpolicy')).body).toBe(set.body);
});

test('a rotation policy is gone with its key', async () => {
  await ask('POST', '/keys/passing/create', { kty: 'EC' });
  await ask('PUT', '/keys/passing/rotationpolicy', { attributes: { expiryTime: 'P1Y' } });
  await ask('DELETE', '/keys/passing');
  expect((await ask('GET', '/keys/passing/rotationpolicy')).status).toBe(404);
  vault.advance(5000);
  await ask('DELETE', '/deletedkeys/passing');
  vault.advance(5000);
  await ask('POST', '/keys/passing/create', { kty: 'EC' });
  expect(json(await ask('GET', '/keys/passing/rotationpolicy')).attributes).toBeNull();
});

for (const [what, body] of [
  ['a duration that is none', { attributes: { expiryTime: '90 days' } }],
  ['a duration of hours', { attributes: { expiryTime: 'PT5H' } }],
  ['an empty duration', { attributes: { expiryTime: 'P' } }],
  ['an unknown action', { lifetimeActions: [{ trigger: { timeAfterCreate: 'P1D' }, action: { type: 'Delete' } }] }],
  ['no trigger', { lifetimeActions: [{ action: { type: 'Rotate' } }] }],
] as const) {
  test(`a rotation policy with ${what}: 400`, async () => {
    expect(errorOf(await ask('PUT', '/keys/signing-key/rotationpolicy', body)).code).toBe('BadParameter');
  });
}

test('rotation policies have rights of their own', async () => {
  const reply = await ask('GET', '/keys/signing-key/rotationpolicy', undefined, await tokenOf(vault.info, 'sample-reader'));
  expect(errorOf(reply).message).toContain("'Microsoft.KeyVault/vaults/keyrotationpolicies/read'");
});

test('no key is released: neither one that may not leave nor one that may', async () => {
  const statement = { target: 'eyJhbGciOiJub25lIn0.e30.' };
  expect(errorOf(await ask('POST', '/keys/signing-key/release', statement))).toMatchObject({ inner: 'KeyOperationForbidden' });
  const leaving = { kty: 'EC-HSM', key_ops: ['sign', 'export'], attributes: { exportable: true }, release_policy: { data: 'e30' } };
  const made = json(await ask('POST', '/keys/leaving/create', leaving));
  const policy = { contentType: 'application/json; charset=utf-8', data: 'e30', immutable: false };
  expect(made).toMatchObject({ attributes: { exportable: true }, release_policy: policy });
  expect(json(await ask('POST', '/keys/leaving/rotate'))).toMatchObject({ attributes: { exportable: true }, release_policy: policy });
  const refused = await ask('POST', '/keys/leaving/release', statement);
  expect(refused.status).toBe(403);
  expect(errorOf(refused).message).toBe('Target environment attestation statement cannot be verified.');
  expect((await ask('POST', '/keys/leaving/release', {})).status).toBe(400);
});

for (const [name, body] of [
  ['without a policy', { kty: 'EC-HSM', attributes: { exportable: true } }],
  ['of software', { kty: 'EC', attributes: { exportable: true }, release_policy: { data: 'e30' } }],
  ['with a policy that is none', { kty: 'EC-HSM', attributes: { exportable: true }, release_policy: { data: '{}' } }],
  ['with a policy, and not exportable', { kty: 'EC-HSM', attributes: { exportable: false }, release_policy: { data: 'e30' } }],
] as const) {
  test(`400: a key to be released ${name}`, async () => {
    expect(errorOf(await ask('POST', '/keys/refused/create', body)).code).toBe('BadParameter');
  });
}

test('a policy that is immutable stays', async () => {
  const body = { kty: 'EC-HSM', attributes: { exportable: true }, release_policy: { data: 'e30', immutable: true } };
  await ask('POST', '/keys/bound/create', body);
  expect((await ask('PATCH', '/keys/bound', { release_policy: { data: 'e31' } })).status).toBe(400);
  expect((await ask('PATCH', '/keys/bound', { tags: { a: 'b' } })).status).toBe(200);
});

test('attestation answers the key', async () => {
  expect(json(await ask('GET', '/keys/signing-key/attestation'))).toMatchObject({ key: { kty: 'EC' } });
});

test('a vault has no random bytes', async () => {
  expect((await ask('POST', '/rng', { count: 8 })).status).toBe(404);
});
