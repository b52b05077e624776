import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, callImds, credentials, json } from './vaultClient.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

interface Refusal {
  readonly name: string;
  readonly form: (info: EmbeddedVaultInfo) => Readonly<Record<string, string>>;
  readonly version?: 'v1' | 'v2';
  readonly tenant?: string;
  readonly code: number;
  readonly status: number;
  readonly error: string;
  readonly text: string;
}

const scope = 'https://vault.azure.net/.default';
const refusals: readonly Refusal[] = [
  {
    name: 'wrong secret',
    form: info => ({ ...credentials(info), client_secret: 'nonsense', scope }),
    ...{ code: 7000215, status: 401, error: 'invalid_client', text: 'Invalid client secret provided.' },
  },
  {
    name: 'expired secret',
    form: info => ({ ...credentials(info, 'sample-expired-secret'), scope }),
    ...{ code: 7000222, status: 401, error: 'invalid_client', text: "for app '66666666-6666-4666-8666-666666666666' are expired" },
  },
  {
    name: 'unknown client',
    form: info => ({ ...credentials(info), client_id: 'abcdabcd-0000-4000-8000-000000000000', scope }),
    ...{ code: 700016, status: 400, error: 'unauthorized_client', text: "identifier 'abcdabcd-0000-4000-8000-000000000000'" },
  },
  {
    name: 'unknown tenant',
    tenant: 'secrets',
    form: info => ({ ...credentials(info), scope }),
    ...{ code: 90002, status: 400, error: 'invalid_request', text: "Tenant 'secrets' not found." },
  },
  {
    name: 'scope without /.default',
    form: info => ({ ...credentials(info), scope: 'https://vault.azure.net' }),
    ...{ code: 70011, status: 400, error: 'invalid_scope', text: 'The scope https://vault.azure.net is not valid.' },
  },
  {
    name: 'unknown resource (v1)',
    version: 'v1',
    form: info => ({ ...credentials(info), resource: 'https://vault.keyvault.net' }),
    ...{ code: 500011, status: 400, error: 'invalid_resource', text: 'The resource principal named https://vault.keyvault.net was' },
  },
  {
    name: 'unknown resource (v2)',
    form: info => ({ ...credentials(info), scope: 'https://contoso.vault.azure.net/.default' }),
    ...{ code: 500011, status: 400, error: 'invalid_resource', text: 'named https://contoso.vault.azure.net was' },
  },
  {
    name: 'no grant_type',
    form: () => ({}),
    ...{ code: 900144, status: 400, error: 'invalid_request', text: "parameter: 'grant_type'" },
  },
  {
    name: 'no scope',
    form: info => credentials(info),
    ...{ code: 900144, status: 400, error: 'invalid_request', text: "parameter: 'scope'" },
  },
  {
    name: 'no secret',
    form: info => ({ grant_type: 'client_credentials', client_id: info.clients[0]?.clientId ?? '', scope }),
    ...{ code: 7000218, status: 401, error: 'invalid_client', text: "'client_assertion' or 'client_secret'" },
  },
  {
    name: 'unknown grant',
    form: info => ({ ...credentials(info), grant_type: 'password', scope }),
    ...{ code: 70003, status: 400, error: 'unsupported_grant_type', text: "'password'" },
  },
];

for (const { name, form, version, tenant, code, status, error, text } of refusals) {
  test(`AADSTS${code}: ${name}`, async () => {
    const reply = await askToken(vault.info, form(vault.info), version, tenant);
    const body = json(reply);
    expect(reply.status).toBe(status);
    expect(body).toMatchObject({ error, error_codes: [code], error_uri: `${vault.info.authority}/error?code=${code}` });
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining(['error', 'error_description', 'error_codes', 'timestamp', 'trace_id', 'correlation_id', 'error_uri']),
    );
    const lines = String(body.error_description).split('\r\n');
    expect(lines[0]).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(lines[0]).toContain(text);
    expect(lines.slice(1)).toEqual([
      `Trace ID: ${body.trace_id}`,
      `Correlation ID: ${body.correlation_id}`,
      `Timestamp: ${body.timestamp}`,
    ]);
  });
}

test('the tenant has a name beside its id', async () => {
  const form = { ...credentials(vault.info), scope: 'https://vault.azure.net/.default' };
  expect((await askToken(vault.info, form, 'v2', 'KVHTTP-sample.example')).status).toBe(200);
});

test('no refusal repeats a secret', async () => {
  const form = { ...credentials(vault.info), client_secret: 'canary-5e0b1d', scope };
  expect((await askToken(vault.info, form)).body).not.toContain('canary-5e0b1d');
});

test('a client may prove itself with Basic credentials', async () => {
  const { client_id: id = '', client_secret: secret = '' } = credentials(vault.info);
  const reply = await call(vault.info, {
    method: 'POST',
    path: `/${vault.info.tenantId}/oauth2/v2.0/token`,
    host: `localhost:${vault.info.port}`,
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }).toString(),
  });
  expect(reply.status).toBe(200);
});

for (const [path, issuer] of [
  ['.well-known/openid-configuration', () => `https://sts.windows.net/${vault.info.tenantId}/`],
  ['v2.0/.well-known/openid-configuration', () => `${vault.info.authority}/${vault.info.tenantId}/v2.0`],
] as const) {
  test(`${path} names endpoints that answer`, async () => {
    const host = `localhost:${vault.info.port}`;
    const reply = await call(vault.info, { path: `/${vault.info.tenantId}/${path}`, host });
    const body = json(reply);
    expect(body.issuer).toBe(issuer());
    const keys = await call(vault.info, { path: new URL(String(body.jwks_uri)).pathname, host });
    expect(JSON.parse(keys.body)).toMatchObject({ keys: [{ kty: 'RSA', use: 'sig' }] });
    expect(keys.body).not.toMatch(/"(d|p|q|dp|dq|qi)"/);
    const token = await call(vault.info, { method: 'POST', path: new URL(String(body.token_endpoint)).pathname, host, body: '' });
    expect(json(token).error_codes).toEqual([900144]);
  });
}

for (const [name, endpoint, status] of [
  ['its own authority', () => `${vault.info.authority}/${vault.info.tenantId}/oauth2/v2.0/authorize`, 200],
  ['the public cloud', () => 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize', 200],
  ['a stranger', () => 'https://login.example/common/oauth2/v2.0/authorize', 400],
] as const) {
  test(`instance discovery of ${name} -> ${status}`, async () => {
    const path = `/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint())}`;
    const reply = await call(vault.info, { path, host: `localhost:${vault.info.port}` });
    expect(reply.status).toBe(status);
    if (status === 400) expect(json(reply)).toMatchObject({ error: 'invalid_instance', error_codes: [50049] });
    else expect(json(reply)).toHaveProperty('tenant_discovery_endpoint');
  });
}

test('the vault name serves no Entra ID', async () => {
  const reply = await call(vault.info, { path: `/${vault.info.tenantId}/discovery/keys` });
  expect(reply.status).toBe(404);
});

const imdsPath = '/metadata/identity/oauth2/token?api-version=2018-02-01';

test('the metadata endpoint gives a token that the vault takes for reading and not for writing', async () => {
  const reply = await callImds(vault.info, `${imdsPath}&resource=https://vault.azure.net`, { Metadata: 'true' });
  const body = json(reply);
  for (const name of ['expires_in', 'expires_on', 'ext_expires_in', 'not_before']) expect(body[name], name).toMatch(/^\d+$/);
  const token = String(body.access_token);
  const secret = '/secrets/db-password?api-version=7.6';
  expect((await call(vault.info, { path: secret, token })).status).toBe(200);
  expect((await call(vault.info, { path: secret, token, method: 'PUT', body: { value: 'x' } })).status).toBe(403);
});

for (const [name, path, headers, text] of [
  ['no Metadata header', `${imdsPath}&resource=https://vault.azure.net`, {}, 'Required metadata header not specified'],
  ['no resource', imdsPath, { Metadata: 'true' }, 'resource'],
  [
    'unknown identity',
    `${imdsPath}&resource=https://vault.azure.net&client_id=${'0'.repeat(8)}`,
    { Metadata: 'true' },
    'Identity not found',
  ],
  ['forwarded', `${imdsPath}&resource=https://vault.azure.net`, { Metadata: 'true', 'X-Forwarded-For': '10.0.0.1' }, 'forbidden header'],
] as const) {
  test(`metadata endpoint, ${name}: 400 invalid_request`, async () => {
    const reply = await callImds(vault.info, path, headers);
    expect(reply.status).toBe(400);
    expect(json(reply).error).toBe('invalid_request');
    expect(json(reply).error_description).toContain(text);
  });
}
