import { afterEach, beforeEach, expect, test } from 'vitest';
import { noChanges, type TokenChanges } from '../../../src/core/model/tokenChanges.ts';
import type { JsonObject } from '../../../src/core/model/tokenFacts.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { type Ask, askToken, call, credentials, errorOf, json, type Reply } from './vaultClient.ts';

const version = 'api-version=2023-07-01';
let vault: TestVault;

beforeEach(async () => {
  vault = await startForTest();
});
afterEach(() => vault.stop());

const resourceId = (): string => vault.info.vaultResourceId ?? '';
const group = (): string => resourceId().replace(/\/providers\/.*/, '');
const subscription = (): string => group().replace(/\/resourceGroups\/.*/, '');

async function armToken(name = 'sample', resource = 'https://management.azure.com/'): Promise<string> {
  return String(json(await askToken(vault.info, { ...credentials(vault.info, name), resource }, 'v1')).access_token);
}

async function arm(method: string, path: string, body?: object, name = 'sample'): Promise<Reply> {
  return callArm({ method, path, token: await armToken(name), ...(body === undefined ? {} : { body }) });
}

const callArm = (ask: Ask): Promise<Reply> =>
  call(vault.info, { host: `localhost:${vault.info.port}`, ...ask, path: ask.path.includes('?') ? ask.path : `${ask.path}?${version}` });

const properties = (reply: Reply): JsonObject => json(reply).properties as JsonObject;
const patch = async (changes: object): Promise<void> =>
  expect((await arm('PATCH', resourceId(), { properties: changes })).status).toBe(200);
const getSecret = (token = vault.info.tokens.valid): Promise<Reply> =>
  call(vault.info, { path: '/secrets/db-password?api-version=7.6', token });

test('the vault as a resource', async () => {
  const reply = await arm('GET', resourceId());
  expect(json(reply)).toMatchObject({
    ...{ id: resourceId(), name: 'kvhttp--sample', type: 'Microsoft.KeyVault/vaults', location: 'westeurope' },
    properties: { vaultUri: 'https://kvhttp--sample.vault.azure.net/', enableRbacAuthorization: true, provisioningState: 'Succeeded' },
  });
  expect(reply.headers).toMatchObject({ 'x-ms-ratelimit-remaining-subscription-reads': '11999', expires: '-1' });
  for (const scope of [subscription(), group()]) {
    const list = json(await arm('GET', `${scope}/providers/Microsoft.KeyVault/vaults`));
    expect(list.value).toEqual([json(reply)]);
  }
});

const audiences = ['https://management.azure.com', 'https://management.azure.com/', 'https://management.core.windows.net/'];
for (const audience of audiences) {
  test(`audience ${audience} is good here`, async () => {
    const token = await armToken('sample', audience);
    expect((await callArm({ path: resourceId(), token })).status).toBe(200);
  });
}

const mint = (changes: Partial<TokenChanges>): Promise<string> =>
  vault.control.mint({ ...noChanges, ...changes, claims: { aud: 'https://management.azure.com/', ...changes.claims } });

const refused: readonly (readonly [name: string, code: string, text: RegExp, token: () => Promise<string>])[] = [
  [
    'a token for the vault',
    'InvalidAuthenticationTokenAudience',
    /wrong audience or resource 'https:\/\/vault\.azure\.net'\. It should exactly match with one of the allowed audiences 'https:\/\/management\.core\.windows\.net\/'/,
    async () => vault.info.tokens.valid,
  ],
  [
    'an expired token',
    'ExpiredAuthenticationToken',
    /expiry UTC time '.+' is earlier than current UTC time '.+'\.$/,
    () => mint({ claims: { exp: 1 } }),
  ],
  ['a broken token', 'InvalidAuthenticationToken', /invalid/, () => mint({ signature: 'broken' })],
  [
    'a token of another tenant',
    'InvalidAuthenticationTokenTenant',
    /from the wrong issuer 'https:\/\/sts\.windows\.net\/9/,
    () => mint({ claims: { iss: 'https://sts.windows.net/99999999-9999-4999-8999-999999999999/' } }),
  ],
];
for (const [name, code, text, token] of refused) {
  test(`401 ${code}: ${name}`, async () => {
    const reply = await callArm({ path: resourceId(), token: await token() });
    expect(reply.status).toBe(401);
    expect(errorOf(reply)).toMatchObject({ code, message: expect.stringMatching(text) });
    expect(reply.headers['www-authenticate']).toMatch(
      new RegExp(
        `^Bearer authorization_uri="${vault.info.authority}/${vault.info.tenantId}", error="invalid_token", error_description=".+"$`,
      ),
    );
  });
}

test('401 AuthenticationFailed: no token, in the recorded words', async () => {
  const reply = await callArm({ path: resourceId() });
  expect(errorOf(reply)).toMatchObject({
    code: 'AuthenticationFailed',
    message: "Authentication failed. The 'Authorization' header is missing.",
  });
  expect(reply.headers['www-authenticate']).toMatch(
    /error_description="The authentication failed because of missing 'Authorization' header\."$/,
  );
});

test('a token of ARM is refused by the vault, as one of the vault is refused here', async () => {
  const reply = await getSecret(await armToken());
  expect(errorOf(reply).message).toContain('AKV10022: Invalid audience.');
});

test('403 AuthorizationFailed: no right, and only the right to read', async () => {
  const write = await arm('PATCH', resourceId(), { tags: {} }, 'sample-reader');
  expect(write.status).toBe(403);
  const reader = vault.info.clients.find(client => client.name === 'sample-reader');
  expect(errorOf(write)).toMatchObject({
    code: 'AuthorizationFailed',
    message: `The client '${reader?.clientId}' with object id '${reader?.objectId}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write' over scope '${resourceId()}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  });
  expect((await arm('GET', resourceId(), undefined, 'sample-reader')).status).toBe(200);
  expect((await arm('GET', resourceId(), undefined, 'sample-no-role')).status).toBe(403);
});

for (const [name, path, status, code] of [
  ['no version', () => `${resourceId()}?`, 400, 'MissingApiVersionParameter'],
  ['an unknown version', () => `${resourceId()}?api-version=7.6`, 400, 'NoRegisteredProviderFound'],
  ['another vault', () => `${group()}/providers/Microsoft.KeyVault/vaults/other?${version}`, 404, 'ResourceNotFound'],
  ['another group', () => resourceId().replace('kvhttp-sample', 'other'), 404, 'ResourceNotFound'],
  ['another subscription', () => `/subscriptions/other/providers/Microsoft.KeyVault/vaults?${version}`, 404, 'SubscriptionNotFound'],
] as const) {
  test(`${status} ${code}: ${name}`, async () => {
    const reply = await arm('GET', path());
    expect([reply.status, errorOf(reply).code]).toEqual([status, code]);
  });
}

test('tenants and subscriptions of a caller, and the managed HSM beside the vault', async () => {
  const list = async (path: string, name?: string) => json(await arm('GET', path, undefined, name)).value;
  expect(await list('/tenants?api-version=2022-12-01')).toMatchObject([{ tenantId: vault.info.tenantId, displayName: 'kvhttp sample' }]);
  expect(await list('/subscriptions?api-version=2022-12-01')).toMatchObject([
    { id: subscription(), subscriptionId: subscription().split('/').at(-1), state: 'Enabled' },
  ]);
  expect(await list('/subscriptions?api-version=2022-12-01', 'sample-no-role')).toEqual([]);
  expect(await list(`${subscription()}/providers/Microsoft.KeyVault/managedHSMs?api-version=2023-07-01`)).toMatchObject([
    { properties: { hsmUri: 'https://kvhttp--sample.managedhsm.azure.net/', tenantId: vault.info.tenantId } },
  ]);
  expect((await callArm({ path: '/tenants?api-version=2022-12-01' })).status, 'without a token').toBe(401);
});

test('the permission model is switched here and counts there', async () => {
  await patch({ enableRbacAuthorization: false, accessPolicies: [] });
  const stranger = errorOf(await getSecret());
  expect(stranger).toMatchObject({ code: 'Forbidden', inner: 'AccessDenied' });
  expect(stranger.message).toMatch(/^Access denied\. Caller was not found on any access policy\.\r\nCaller: appid=/);
  const [owner] = vault.info.clients;
  const policies = (permissions: object) => ({
    properties: { accessPolicies: [{ tenantId: vault.info.tenantId, objectId: owner?.objectId, permissions }] },
  });
  const change = (how: string, permissions: object): Promise<Reply> =>
    arm('PUT', `${resourceId()}/accessPolicies/${how}`, policies(permissions));
  await change('add', { secrets: ['Get'] });
  expect((await getSecret()).status).toBe(200);
  expect(properties(await change('add', { secrets: ['list'] }))).toMatchObject({
    accessPolicies: [{ permissions: { secrets: ['get', 'list'] } }],
  });
  await change('replace', { secrets: ['list'] });
  const refused = await getSecret();
  expect([refused.status, errorOf(refused).inner]).toEqual([403, 'ForbiddenByPolicy']);
  expect(properties(await change('remove', { secrets: ['list'] })).accessPolicies).toEqual([]);
  expect((await change('remove', { secrets: ['nonsense'] })).status).toBe(400);
  await patch({ enableRbacAuthorization: true });
  expect((await getSecret()).status).toBe(200);
});

test('network rules are set here and count there', async () => {
  const deny = { bypass: 'AzureServices', defaultAction: 'Deny', virtualNetworkRules: [] };
  await patch({ networkAcls: { ...deny, ipRules: [{ value: '203.0.113.0/24' }] } });
  expect(errorOf(await getSecret()).inner).toBe('ForbiddenByFirewall');
  await patch({ networkAcls: { ...deny, ipRules: [{ value: '127.0.0.0/8' }] } });
  expect((await getSecret()).status).toBe(200);
  await patch({ publicNetworkAccess: 'Disabled' });
  expect(errorOf(await getSecret()).inner).toBe('ForbiddenByConnection');
  await patch({ publicNetworkAccess: 'Enabled', networkAcls: null });
  expect((await getSecret()).status).toBe(200);
});

test('tags are replaced by a PATCH that names them and kept by one that does not', async () => {
  expect(json(await arm('PATCH', resourceId(), { tags: { team: 'blue' } })).tags).toEqual({ team: 'blue' });
  await patch({ enabledForDeployment: true });
  expect(json(await arm('GET', resourceId())).tags).toEqual({ team: 'blue' });
});

test('a vault is created, deleted, found among the deleted, recovered and purged', async () => {
  const path = `${group()}/providers/Microsoft.KeyVault/vaults/contoso-test`;
  const body = {
    location: 'westeurope',
    properties: { tenantId: vault.info.tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [] },
  };
  expect((await arm('PUT', path, body)).status).toBe(201);
  expect(properties(await arm('GET', path)).enableRbacAuthorization, 'before 2026-02-01').toBe(false);
  expect((await arm('PUT', path, body)).status).toBe(200);
  expect((await arm('DELETE', path)).status).toBe(200);
  expect((await arm('DELETE', path)).status).toBe(204);
  expect(errorOf(await arm('PUT', path, body)).code).toBe('ConflictError');
  const check = async () =>
    json(
      await arm('POST', `${subscription()}/providers/Microsoft.KeyVault/checkNameAvailability`, {
        name: 'contoso-test',
        type: 'Microsoft.KeyVault/vaults',
      }),
    );
  expect(await check()).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
  const deleted = `${subscription()}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/contoso-test`;
  expect(properties(await arm('GET', deleted)).vaultId).toBe(path);
  expect((await arm('PUT', path, { ...body, properties: { createMode: 'recover' } })).status).toBe(201);
  await arm('DELETE', path);
  expect(json(await arm('GET', `${subscription()}/providers/Microsoft.KeyVault/deletedVaults`)).value).toHaveLength(1);
  expect((await arm('POST', `${deleted}/purge`)).status).toBe(202);
  expect((await arm('GET', deleted)).status).toBe(404);
  expect(await check()).toEqual({ nameAvailable: true });
  const modern = await arm('PUT', `${path}?api-version=2026-02-01`, body);
  expect(properties(modern).enableRbacAuthorization, 'since 2026-02-01').toBe(true);
});

const newVault = (changes: object = {}): object => ({
  location: 'westeurope',
  properties: { tenantId: vault.info.tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [], ...changes },
});
const vaultPath = (name: string): string => `${group()}/providers/Microsoft.KeyVault/vaults/${name}`;
const deletedPath = (name: string, location = 'westeurope'): string =>
  `${subscription()}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`;

test('sku and retention are those of the body, and the retention is chosen once', async () => {
  const made = await arm(
    'PUT',
    vaultPath('contoso-premium'),
    newVault({ sku: { family: 'A', name: 'Premium' }, softDeleteRetentionInDays: 7 }),
  );
  expect(properties(made)).toMatchObject({ sku: { family: 'A', name: 'premium' }, softDeleteRetentionInDays: 7 });
  const later = await arm('PATCH', vaultPath('contoso-premium'), { properties: { softDeleteRetentionInDays: 30 } });
  expect(errorOf(later).message).toBe('The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.');
});

test('a deleted vault is purged on its date, and is asked for in its own location', async () => {
  await arm('PUT', vaultPath('contoso-week'), newVault({ softDeleteRetentionInDays: 7 }));
  await arm('DELETE', vaultPath('contoso-week'));
  expect((await arm('GET', deletedPath('contoso-week', 'northeurope'))).status).toBe(404);
  await vault.control.moveClock(6.9 * 86_400);
  expect((await arm('GET', deletedPath('contoso-week'))).status).toBe(200);
  await vault.control.moveClock(0.2 * 86_400);
  expect((await arm('GET', deletedPath('contoso-week'))).status).toBe(404);
  expect(json(await arm('GET', `${subscription()}/providers/Microsoft.KeyVault/deletedVaults`)).value).toEqual([]);
  expect((await arm('PUT', vaultPath('contoso-week'), newVault())).status).toBe(201);
});

test('purge protection reaches the data plane: the level is told, a purge is refused, the date counts', async () => {
  const secret = (method: string, path: string, token: string, body?: object): Promise<Reply> =>
    call(vault.info, { method, path: `/${path}?api-version=7.6`, token, ...(body === undefined ? {} : { body }) });
  const { valid } = vault.info.tokens;
  await patch({ enablePurgeProtection: true });
  const made = await secret('PUT', 'secrets/kept', valid, { value: 'x' });
  expect(json(made).attributes).toMatchObject({ recoveryLevel: 'Recoverable', recoverableDays: 90 });
  await secret('DELETE', 'secrets/kept', valid);
  vault.advance(2000);
  const refusal = await secret('DELETE', 'deletedsecrets/kept', valid);
  expect(refusal.status).toBe(403);
  expect(errorOf(refusal)).toEqual({
    code: 'Forbidden',
    message:
      'Operation "purge" is not allowed because purge protection is enabled for this vault. Key Vault service will automatically purge it after the retention period has passed.\r\nVault: kvhttp--sample;location=westeurope',
    inner: undefined,
  });
  await vault.control.moveClock(90 * 86_400);
  const token = String(
    json(await askToken(vault.info, { ...credentials(vault.info), scope: 'https://vault.azure.net/.default' })).access_token,
  );
  expect((await secret('GET', 'deletedsecrets/kept', token)).status).toBe(404);
  expect((await secret('PUT', 'secrets/kept', token, { value: 'y' })).status).toBe(200);
});

test('$top: so many at a time, and a link to the rest', async () => {
  for (const name of ['contoso-a', 'contoso-b']) await arm('PUT', vaultPath(name), newVault());
  const names: string[] = [];
  let path = `${group()}/providers/Microsoft.KeyVault/vaults?${version}&$top=2`;
  for (let pages = 0; path !== '' && pages < 9; pages++) {
    const { value, nextLink = '' } = json(await arm('GET', path)) as { value: { name: string }[]; nextLink?: string };
    expect(value.length).toBeLessThanOrEqual(2);
    names.push(...value.map(({ name }) => name));
    path = nextLink.replace(vault.info.managementUrl ?? '', '');
  }
  expect(names).toEqual(['contoso-a', 'contoso-b', 'kvhttp--sample']);
  expect((await arm('GET', `${group()}/providers/Microsoft.KeyVault/vaults?${version}&$top=none`)).status).toBe(400);
});

test('a group that does not exist', async () => {
  const other = vaultPath('contoso-test').replace('kvhttp-sample', 'nobody');
  expect(errorOf(await arm('PUT', other, newVault()))).toMatchObject({
    code: 'ResourceGroupNotFound',
    message: "Resource group 'nobody' could not be found.",
  });
  expect((await arm('GET', other.replace('/contoso-test', ''))).status).toBe(404);
});

test('a name that cannot be is not available', async () => {
  const body = { name: 'not--good', type: 'Microsoft.KeyVault/vaults' };
  const reply = await arm('POST', `${subscription()}/providers/Microsoft.KeyVault/checkNameAvailability`, body);
  expect(json(reply)).toMatchObject({ nameAvailable: false, reason: 'AccountNameInvalid' });
});

test('an access policy for an identity in one application is for no other application', async () => {
  const noRole = vault.info.clients.find(({ name }) => name === 'sample-no-role');
  const token = String(
    json(await askToken(vault.info, { ...credentials(vault.info, 'sample-no-role'), scope: 'https://vault.azure.net/.default' }))
      .access_token,
  );
  const entry = { tenantId: vault.info.tenantId, objectId: noRole?.objectId };
  const other = { ...entry, applicationId: vault.info.clients[0]?.clientId, permissions: { secrets: ['get'] } };
  await patch({ enableRbacAuthorization: false, accessPolicies: [other] });
  expect(errorOf(await getSecret(token)).inner).toBe('AccessDenied');
  await patch({ accessPolicies: [other, { ...entry, permissions: { secrets: ['list'] } }] });
  expect(errorOf(await getSecret(token)).inner).toBe('ForbiddenByPolicy');
  await patch({
    accessPolicies: [
      { ...other, applicationId: noRole?.clientId },
      { ...entry, permissions: { secrets: ['list'] } },
    ],
  });
  expect((await getSecret(token)).status).toBe(200);
});

test('secrets and keys as resources: made and described, and never read out', async () => {
  const secret = `${resourceId()}/secrets/deployed`;
  const made = await arm('PUT', secret, { properties: { value: 'canary-of-a-deployment', contentType: 'text/plain' }, tags: { a: 'b' } });
  expect(made.status).toBe(201);
  expect(json(made)).toMatchObject({
    ...{ id: secret, name: 'deployed', type: 'Microsoft.KeyVault/vaults/secrets', tags: { a: 'b' } },
    properties: {
      ...{ contentType: 'text/plain', attributes: { enabled: true } },
      secretUri: 'https://kvhttp--sample.vault.azure.net/secrets/deployed',
    },
  });
  const { valid } = vault.info.tokens;
  expect(json(await call(vault.info, { path: '/secrets/deployed?api-version=7.6', token: valid })).value).toBe('canary-of-a-deployment');
  const list = await arm('GET', `${resourceId()}/secrets`);
  expect(list.body + made.body + (await arm('GET', secret)).body).not.toContain('canary');
  expect(list.body).toContain('/secrets/db-password"');
  expect((await arm('PUT', secret, { properties: { value: 'again' } })).status).toBe(200);
  expect((await arm('PUT', secret, { properties: {} })).status).toBe(400);
  expect((await arm('GET', `${resourceId()}/secrets/nothing`)).status).toBe(404);

  const key = `${resourceId()}/keys/deployed-key`;
  const first = await arm('PUT', key, { properties: { kty: 'EC', curveName: 'P-384', keyOps: ['sign', 'verify'] } });
  expect(first.status).toBe(201);
  expect(properties(first)).toMatchObject({ kty: 'EC', curveName: 'P-384', keyOps: ['sign', 'verify'] });
  const again = await arm('PUT', key, { properties: { kty: 'RSA' } });
  expect([again.status, json(again)]).toEqual([200, json(first)]);
  expect((await arm('PUT', `${resourceId()}/keys/bad`, { properties: { kty: 'DSA' } })).status).toBe(400);
  expect((await arm('PUT', secret, { properties: { value: 'no' } }, 'sample-reader')).status).toBe(403);
});

test('what a private endpoint can lead to', async () => {
  const reply = json(await arm('GET', `${resourceId()}/privateLinkResources`));
  expect(reply.value).toMatchObject([{ name: 'vault', properties: { groupId: 'vault', requiredMembers: ['default'] } }]);
});

test('words of network rules have no case', async () => {
  await patch({ networkAcls: { defaultAction: 'deny', ipRules: [] } });
  expect(errorOf(await getSecret()).inner).toBe('ForbiddenByFirewall');
});

for (const [name, changes] of [
  ['a name with two hyphens', {}],
  ['soft delete switched off', { enableSoftDelete: false }],
  ['an address that is none', { networkAcls: { ipRules: [{ value: 'everywhere' }] } }],
  ['an address of too much', { networkAcls: { ipRules: [{ value: '999.1.1.1' }] } }],
  ['a range of too many bits', { networkAcls: { ipRules: [{ value: '10.0.0.0/33' }] } }],
  ['an action that is none', { networkAcls: { defaultAction: 'Perhaps' } }],
  ['an access that is none', { publicNetworkAccess: 'Sometimes' }],
  ['a tier that is none', { sku: { family: 'A', name: 'gold' } }],
  ['no tier', { sku: null }],
  ['a retention of a day', { softDeleteRetentionInDays: 1 }],
  [
    'a permission that is none',
    { accessPolicies: [{ objectId: '22222222-2222-4222-9222-222222222222', permissions: { keys: ['shout'] } }] },
  ],
] as const) {
  test(`400: ${name}`, async () => {
    const vaultName = Object.keys(changes).length === 0 ? 'not--good' : 'contoso-test';
    const reply = await arm('PUT', vaultPath(vaultName), newVault(changes));
    expect(reply.status).toBe(400);
  });
}

test('a deleted vault does not answer, and its name resolves no more', async () => {
  await arm('DELETE', resourceId());
  await expect(getSecret()).rejects.toThrow(/ECONNRESET|socket hang up/);
});
