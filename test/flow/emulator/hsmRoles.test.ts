import { afterEach, beforeEach, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { type Ask, call, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

const host = 'kvhttp--sample.managedhsm.azure.net';
const id = '0a0b0c0d-1111-4222-8333-444455556666';
const otherId = '0a0b0c0d-1111-4222-8333-444455557777';
const builtIn = { administrator: 'a290e904-7015-4bba-90c8-60543313cdb4', cryptoUser: '21dbd100-6940-42c2-9190-5d6cb909625b' };
const definitions = '/providers/Microsoft.Authorization/roleDefinitions';
const assignments = '/providers/Microsoft.Authorization/roleAssignments';
let vault: TestVault;
let owner: string;
let reader: string;

beforeEach(async () => {
  vault = await startForTest();
  [owner, reader] = (await Promise.all(
    ['sample', 'sample-reader'].map(name => tokenOf(vault.info, name, { scope: 'https://managedhsm.azure.net/.default' })),
  )) as [string, string];
});
afterEach(() => vault.stop());

const ask = (method: string, path: string, body?: object, more: Partial<Ask> = {}): Promise<Reply> => {
  const target = `${path}${path.includes('?') ? '&' : '?'}api-version=7.6`;
  return call(vault.info, { method, path: target, host, token: owner, ...(body === undefined ? {} : { body }), ...more });
};
const asReader = (method: string, path: string, body?: object): Promise<Reply> => ask(method, path, body, { token: reader });
const readerId = (): string => vault.info.clients.find(client => client.name === 'sample-reader')?.objectId ?? '';
const definitionId = (role: string): string => `Microsoft.KeyVault${definitions}/${role}`;
const assign = (scope: string, role = builtIn.cryptoUser, name = id): Promise<Reply> =>
  ask('PUT', `${scope}${assignments}/${name}`, { properties: { roleDefinitionId: definitionId(role), principalId: readerId() } });
const makeKey = (name: string): Promise<Reply> => ask('POST', `/keys/${name}/create`, { kty: 'EC-HSM' });

test('the built-in roles, as a managed HSM lists them', async () => {
  // The official clients write three slashes.
  const reply = await ask('GET', `//${definitions}`);
  const { value } = json(reply) as unknown as { value: { name: string; properties: { roleName: string; type: string } }[] };
  expect(value).toHaveLength(9);
  expect(value.find(({ name }) => name === builtIn.administrator)).toMatchObject({
    id: definitionId(builtIn.administrator),
    properties: {
      ...{ roleName: 'Managed HSM Administrator', type: 'AKVBuiltInRole', assignableScopes: ['/'], description: '' },
      permissions: [
        {
          actions: [],
          notActions: [],
          dataActions: expect.arrayContaining(['Microsoft.KeyVault/managedHsm/roleAssignments/write/action']),
        },
      ],
    },
    type: 'Microsoft.Authorization/roleDefinitions',
  });
  expect(reply.headers['x-ms-keyvault-network-info']).toBe('conn_type=Ipv4;addr=127.0.0.1;act_addr_fam=Ipv4;');
});

test('a role is given on all keys, counts, is listed and taken back', async () => {
  await makeKey('one');
  expect((await asReader('GET', '/keys/one')).status).toBe(403);
  const made = await assign('/keys');
  expect(made.status).toBe(201);
  expect(json(made)).toEqual({
    id: `/keys${assignments}/${id}`,
    name: id,
    properties: { principalId: readerId(), roleDefinitionId: definitionId(builtIn.cryptoUser), scope: '/keys' },
    type: 'Microsoft.Authorization/roleAssignments',
  });
  expect((await asReader('GET', '/keys/one')).status).toBe(200);
  expect((await asReader('GET', '/keys')).status).toBe(200);
  // On all keys is not on the whole HSM.
  expect((await asReader('POST', '/rng', { count: 8 })).status).toBe(403);
  expect((await ask('GET', `/keys${assignments}/${id}`)).body).toBe(made.body);
  const mine = `$filter=principalId%20eq%20${readerId()}`;
  expect(json(await ask('GET', `${assignments}?${mine}`)).value).toEqual([json(made)]);
  expect(json(await ask('GET', `${assignments}?$filter=atScope()`)).value).toHaveLength(3);
  expect((await ask('DELETE', `/keys${assignments}/${id}`)).body).toBe(made.body);
  expect((await asReader('GET', '/keys/one')).status).toBe(403);
  const gone = await ask('GET', `/keys${assignments}/${id}`);
  expect(errorOf(gone)).toMatchObject({
    code: 'RoleAssignmentNotFound',
    message: `Requested role assignment not found (Activity ID: ${gone.headers['x-ms-request-id']})`,
  });
});

test('a role on one key is none on another', async () => {
  await Promise.all([makeKey('one'), makeKey('two')]);
  expect((await assign('/keys/one')).status).toBe(201);
  expect((await asReader('GET', '/keys/one')).status).toBe(200);
  expect(errorOf(await asReader('GET', '/keys/two')).message).toContain('Microsoft.KeyVault/managedHsm/keys/read/action on /keys/two (');
});

test("a role of one's own permits what it names, less what it takes away", async () => {
  await makeKey('one');
  const named = ['keys/read/action', 'keys/sign/action'].map(action => `Microsoft.KeyVault/managedHsm/${action}`);
  const permissions = [{ dataActions: named, notDataActions: named.slice(1) }];
  const made = await ask('PUT', `${definitions}/${otherId}`, {
    properties: { roleName: 'Reader of keys', type: 'CustomRole', permissions },
  });
  expect(made.status).toBe(201);
  expect(json(made)).toMatchObject({
    id: definitionId(otherId),
    properties: { type: 'CustomRole', roleName: 'Reader of keys', description: '' },
  });
  await assign('/', 'a0000000-0000-4000-8000-000000000000').then(reply => expect(errorOf(reply).code).toBe('RoleDefinitionNotFound'));
  expect((await assign('', otherId)).status).toBe(201);
  expect((await asReader('GET', '/keys/one')).status).toBe(200);
  const digest = Buffer.alloc(32).toString('base64url');
  expect((await asReader('POST', '/keys/one/sign', { alg: 'ES256', value: digest })).status).toBe(403);
  expect((await ask('DELETE', `${definitions}/${otherId}`)).status).toBe(200);
  expect((await asReader('GET', '/keys/one')).status).toBe(403);
  expect((await ask('GET', `${definitions}/${otherId}`)).status).toBe(404);
});

for (const [method, body] of [
  ['PUT', { properties: { roleName: 'mine' } }],
  ['DELETE', undefined],
] as const) {
  test(`a built-in role stays as it is: ${method}`, async () => {
    const reply = await ask(method, `${definitions}/${builtIn.administrator}`, body);
    expect(errorOf(reply)).toMatchObject({
      code: 'BadParameter',
      message: `Cannot re-use the name/GUID matching that of a built-in role. Please use a unique role ID. (Activity ID: ${reply.headers['x-ms-request-id']})`,
    });
  });
}

test('one role is given once, and by those who may', async () => {
  await assign('/keys');
  expect((await assign('/keys', builtIn.cryptoUser, otherId)).status).toBe(409);
  expect((await assign('/keys', builtIn.administrator)).status).toBe(409);
  expect((await assign('/keys', builtIn.cryptoUser, 'mine')).status).toBe(400);
  const refused = await asReader('DELETE', `/keys${assignments}/${id}`);
  expect(errorOf(refused).message).toContain('Microsoft.KeyVault/managedHsm/roleAssignments/delete/action');
});

test('nobody of Azure has a right here: the scenario without roles is mended by a local one', async () => {
  vault.setScenario('no-role');
  expect((await ask('GET', '/keys')).status).toBe(403);
  vault.setScenario('normal');
  await assign('');
  vault.setScenario('no-role');
  expect((await asReader('GET', '/keys')).status).toBe(403);
});

test('settings', async () => {
  const name = 'AllowKeyManagementOperationsThroughARM';
  const setting = { name, value: 'false', type: 'boolean' };
  expect(json(await ask('GET', '/settings'))).toEqual({ settings: [setting] });
  expect(json(await ask('PATCH', `/settings/${name}`, { value: 'true' }))).toEqual({ ...setting, value: 'true' });
  expect(json(await ask('GET', `/settings/${name}`))).toEqual({ ...setting, value: 'true' });
  expect((await ask('PATCH', `/settings/${name}`, { value: 'True' })).status).toBe(400);
  expect((await ask('GET', '/settings/other')).status).toBe(404);
  expect((await asReader('GET', '/settings')).status).toBe(403);
});

for (const [kind, method, body] of [
  ['backup', 'POST', { storageResourceUri: 'https://account.blob.core.windows.net/container', token: 'sample' }],
  [
    'restore',
    'PUT',
    { sasTokenParameters: { storageResourceUri: 'https://account.blob.core.windows.net/container' }, folderToRestore: 'f' },
  ],
] as const) {
  test(`a ${kind} begins as recorded, and fails: no storage account is reached from here`, async () => {
    const started = await ask(method, `/${kind}`, body);
    expect(started.status).toBe(202);
    const { jobId } = json(started);
    expect(started.headers['azure-asyncoperation']).toBe(`https://${host}/${kind}/${jobId}/pending`);
    expect(started.headers['retry-after']).toBe('10');
    expect(json(started)).toMatchObject({ status: 'InProgress', statusDetails: null, error: null, endTime: null });
    expect(json(await ask('GET', `/${kind}/${jobId}/pending`)).status).toBe('InProgress');
    vault.advance(10_000);
    expect(json(await ask('GET', `/${kind}/${jobId}/pending`))).toMatchObject({ status: 'Failed', error: { code: expect.any(String) } });
    expect((await ask('GET', `/${kind === 'backup' ? 'restore' : 'backup'}/${jobId}/pending`)).status).toBe(404);
    expect((await ask(method, `/${kind}`, {})).status).toBe(400);
    expect((await asReader(method, `/${kind}`, body)).status).toBe(403);
  });
}
