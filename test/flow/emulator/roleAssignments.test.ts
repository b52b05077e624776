import { afterEach, beforeEach, expect, test } from 'vitest';
import { noChanges } from '../../../src/core/model/tokenChanges.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, credentials, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

const version = 'api-version=2022-04-01';
const id = '0a0b0c0d-1111-4222-8333-444455556666';
const secretsUser = '4633458b-17de-408a-b874-0445c86b69e6';
let vault: TestVault;

beforeEach(async () => {
  vault = await startForTest();
});
afterEach(() => vault.stop());

const vaultScope = (): string => vault.info.vaultResourceId ?? '';
const groupScope = (): string => vaultScope().replace(/\/providers\/.*/, '');
const subscriptionScope = (): string => groupScope().replace(/\/resourceGroups\/.*/, '');
const definition = (role: string): string => `${subscriptionScope()}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
const objectId = (name: string): string => vault.info.clients.find(client => client.name === name)?.objectId ?? '';
const assignments = (scope: string, name = ''): string => `${scope}/providers/Microsoft.Authorization/roleAssignments${name && `/${name}`}`;

async function arm(method: string, path: string, body?: object, name = 'sample'): Promise<Reply> {
  const form = { ...credentials(vault.info, name), resource: 'https://management.azure.com/' };
  const token = String(json(await askToken(vault.info, form, 'v1')).access_token);
  const target = path.includes('api-version') ? path : `${path}${path.includes('?') ? '&' : '?'}${version}`;
  return call(vault.info, { method, path: target, token, host: `localhost:${vault.info.port}`, ...(body === undefined ? {} : { body }) });
}

const assign = (scope = vaultScope(), role = secretsUser, name = id): Promise<Reply> =>
  arm('PUT', assignments(scope, name), { properties: { roleDefinitionId: definition(role), principalId: objectId('sample-no-role') } });

async function getSecret(secret = 'db-password'): Promise<Reply> {
  return call(vault.info, { path: `/secrets/${secret}?api-version=7.6`, token: await tokenOf(vault.info, 'sample-no-role') });
}

test('a role is given, counts at the vault, is read, listed and taken back', async () => {
  expect(errorOf(await getSecret()).inner).toBe('ForbiddenByRbac');
  const made = await assign();
  expect(made.status).toBe(201);
  expect(json(made)).toMatchObject({
    id: assignments(vaultScope(), id),
    name: id,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: {
      ...{ roleDefinitionId: definition(secretsUser), principalId: objectId('sample-no-role'), principalType: 'ServicePrincipal' },
      ...{ scope: vaultScope(), createdBy: objectId('sample') },
    },
  });
  const answer = await getSecret();
  expect(answer.status).toBe(200);
  expect(answer.headers['x-ms-keyvault-rbac-assignment-id']).toBe(id.replaceAll('-', ''));
  expect((await arm('GET', assignments(vaultScope(), id))).body).toBe(made.body);
  const listed = json(await arm('GET', `${assignments(vaultScope())}?$filter=principalId%20eq%20'${objectId('sample-no-role')}'`));
  expect(listed.value).toEqual([json(made)]);
  expect((await arm('DELETE', assignments(vaultScope(), id))).status).toBe(200);
  expect((await arm('DELETE', assignments(vaultScope(), id))).status).toBe(204);
  expect(errorOf(await arm('GET', assignments(vaultScope(), id))).code).toBe('RoleAssignmentNotFound');
  expect((await getSecret()).status).toBe(403);
});

for (const [what, scope] of [
  ['the subscription', subscriptionScope],
  ['the group', groupScope],
  ['the secret alone', () => `${vaultScope()}/secrets/db-password`],
] as const) {
  test(`a role on ${what} counts too`, async () => {
    expect((await assign(scope())).status).toBe(201);
    expect((await getSecret()).status).toBe(200);
    const other = await getSecret('api-key');
    expect(other.status).toBe(what === 'the secret alone' ? 403 : 200);
  });
}

test('who may read a key may verify with it, and not sign', async () => {
  expect((await assign(vaultScope(), '21090545-7ca7-4776-b22c-e363652d74d2')).status).toBe(201);
  const token = await tokenOf(vault.info, 'sample-no-role');
  const digest = Buffer.alloc(32).toString('base64url');
  const use = (path: string, body: object): Promise<Reply> =>
    call(vault.info, { method: 'POST', path: `/keys/signing-key/${path}?api-version=7.6`, token, body: { alg: 'ES256', ...body } });
  expect((await use('verify', { digest, value: Buffer.alloc(64).toString('base64url') })).status).toBe(200);
  expect(errorOf(await use('sign', { value: digest })).inner).toBe('ForbiddenByRbac');
});

test('a role of the management plane alone opens no secret', async () => {
  const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
  expect((await assign(subscriptionScope(), owner)).status).toBe(201);
  expect(errorOf(await getSecret()).inner).toBe('ForbiddenByRbac');
});

for (const scenario of ['no-role', 'no-access-policy'] as const) {
  test(`the scenario ${scenario} is mended by what the management plane gives`, async () => {
    const read = (): Promise<Reply> => call(vault.info, { path: '/secrets/db-password?api-version=7.6', token: vault.info.tokens.valid });
    vault.setScenario(scenario);
    expect((await read()).status).toBe(403);
    const mended =
      scenario === 'no-role'
        ? await arm('PUT', assignments(vaultScope(), id), {
            properties: { roleDefinitionId: definition(secretsUser), principalId: objectId('sample') },
          })
        : await arm('PUT', `${vaultScope()}/accessPolicies/add?api-version=2023-07-01`, {
            properties: { accessPolicies: [{ objectId: objectId('sample'), permissions: { secrets: ['get'] } }] },
          });
    expect(mended.status).toBeLessThan(300);
    expect((await read()).status).toBe(200);
    expect((await call(vault.info, { path: '/keys?api-version=7.6', token: vault.info.tokens.valid })).status).toBe(
      scenario === 'no-role' ? 403 : 200,
    );
  });
}

test('a Contributor may change the vault and give no role', async () => {
  const claims = { aud: 'https://management.azure.com/', oid: vault.info.person?.objectId ?? '' };
  const token = await vault.control.mint({ ...noChanges, claims });
  const ask = (method: string, path: string, properties: object): Promise<Reply> =>
    call(vault.info, { method, path, token, host: `localhost:${vault.info.port}`, body: { properties } });
  expect((await ask('PATCH', `${vaultScope()}?api-version=2023-07-01`, {})).status).toBe(200);
  const asked = { roleDefinitionId: definition(secretsUser), principalId: claims.oid };
  const refused = await ask('PUT', `${assignments(vaultScope(), id)}?${version}`, asked);
  expect([refused.status, errorOf(refused).code]).toEqual([403, 'AuthorizationFailed']);
  expect(errorOf(refused).message).toContain("'Microsoft.Authorization/roleAssignments/write' over scope");
});

for (const [what, name, body, status, code] of [
  ['a name that is no GUID', 'mine', {}, 400, 'InvalidRoleAssignmentId'],
  ['no role', id, { roleDefinitionId: undefined }, 400, 'InvalidRequestContent'],
  ['an unknown role', id, { roleDefinitionId: `x/${id}` }, 404, 'RoleDefinitionDoesNotExist'],
  ['an unknown identity', id, { principalId: id }, 400, 'PrincipalNotFound'],
] as const) {
  test(`${status} ${code}: ${what}`, async () => {
    const properties = { roleDefinitionId: definition(secretsUser), principalId: objectId('sample-no-role'), ...body };
    const reply = await arm('PUT', assignments(vaultScope(), name), { properties });
    expect([reply.status, errorOf(reply).code]).toEqual([status, code]);
  });
}

test('one role is given once, and an assignment is not changed', async () => {
  await assign();
  const again = await assign(vaultScope(), secretsUser, '0a0b0c0d-1111-4222-8333-444455557777');
  expect([again.status, errorOf(again).code]).toEqual([409, 'RoleAssignmentExists']);
  const changed = await assign(vaultScope(), 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7');
  expect([changed.status, errorOf(changed).code]).toEqual([409, 'RoleAssignmentUpdateNotPermitted']);
  expect((await assign(`${groupScope()}/providers/Microsoft.KeyVault/vaults/another`)).status).toBe(404);
});

test('a role is found by its name', async () => {
  const definitions = `${vaultScope()}/providers/Microsoft.Authorization/roleDefinitions`;
  const { value } = json(await arm('GET', `${definitions}?$filter=roleName%20eq%20'Key%20Vault%20Secrets%20User'`));
  const permissions = [{ dataActions: expect.arrayContaining(['Microsoft.KeyVault/vaults/secrets/getSecret/action']) }];
  expect(value).toMatchObject([{ name: secretsUser, properties: { type: 'BuiltInRole', permissions } }]);
  expect((await arm('GET', `${definitions}/${secretsUser}`)).status).toBe(200);
  expect((await arm('GET', `${definitions}/${id}`)).status).toBe(404);
  expect(errorOf(await arm('GET', `${definitions}?api-version=7.6`)).code).toBe('NoRegisteredProviderFound');
});

test('roles on a vault go with it and do not come back', async () => {
  await assign();
  await arm('DELETE', `${vaultScope()}?api-version=2023-07-01`);
  const recover = { location: 'westeurope', properties: { createMode: 'recover' } };
  expect((await arm('PUT', `${vaultScope()}?api-version=2023-07-01`, recover)).status).toBe(201);
  expect((await getSecret()).status).toBe(403);
  expect(json(await arm('GET', assignments(vaultScope()))).value).toEqual([]);
});
