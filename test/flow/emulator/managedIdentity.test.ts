import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ManagedIdentitySource } from '../../../src/core/model/embeddedVault.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { call } from './vaultClient.ts';

let vault: TestVault;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvhttp-arc-'));
  vault = await startForTest('normal', { arcFolder: folder });
});
afterAll(async () => {
  await vault.stop();
  await rm(folder, { recursive: true, force: true });
});

interface PlainReply {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

function ask(url: string, method: string, headers: Readonly<Record<string, string>>, body = ''): Promise<PlainReply> {
  if (url.startsWith('https:')) {
    const { pathname, search, host } = new URL(url);
    return call(vault.info, { method, path: pathname + search, host, headers }).then(reply => ({
      ...{ status: reply.status, challenge: reply.headers['www-authenticate'], body: JSON.parse(reply.body) },
    }));
  }
  return new Promise((resolve, reject) => {
    httpRequest(url, { method, headers, agent: false }, response => {
      text(response).then(
        answer => resolve({ status: response.statusCode ?? 0, challenge: response.headers['www-authenticate'], body: JSON.parse(answer) }),
        reject,
      );
    })
      .on('error', reject)
      .end(body);
  });
}

const environment = (name: ManagedIdentitySource['name']): Readonly<Record<string, string>> =>
  vault.info.managedIdentities?.find(source => source.name === name)?.environment ?? {};
const resource = 'resource=https%3A%2F%2Fvault.azure.net';

const sources: Readonly<Record<string, () => Promise<PlainReply>>> = {
  vm: () =>
    ask(
      `${environment('vm').AZURE_POD_IDENTITY_AUTHORITY_HOST}/metadata/identity/oauth2/token/?api-version=2018-02-01&${resource}`,
      'GET',
      {
        Metadata: 'true',
      },
    ),
  appService: () => {
    const { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: secret = '' } = environment('appService');
    return ask(`${url}?api-version=2019-08-01&${resource}`, 'GET', { 'X-IDENTITY-HEADER': secret });
  },
  azureMl: () => {
    const { MSI_ENDPOINT: url, MSI_SECRET: secret = '' } = environment('azureMl');
    return ask(`${url}?api-version=2017-09-01&${resource}`, 'GET', { Metadata: 'true', secret });
  },
  cloudShell: () => ask(environment('cloudShell').MSI_ENDPOINT ?? '', 'POST', { Metadata: 'true' }, resource),
  serviceFabric: () => {
    const { IDENTITY_ENDPOINT: url, IDENTITY_HEADER: secret = '' } = environment('serviceFabric');
    return ask(`${url}?api-version=2019-07-01-preview&${resource}`, 'GET', { secret });
  },
  azureArc: async () => {
    const url = `${environment('azureArc').IDENTITY_ENDPOINT}?api-version=2020-06-01&${resource}`;
    const first = await ask(url, 'GET', { Metadata: 'true' });
    const file = /^Basic realm=(.+\.key)$/.exec(first.challenge ?? '')?.[1] ?? '';
    return ask(url, 'GET', { Metadata: 'true', Authorization: `Basic ${await readFile(file, 'utf8')}` });
  },
};

for (const [name, get] of Object.entries(sources)) {
  test(`${name}: what its environment says leads to a token that the vault takes`, async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', resource: 'https://vault.azure.net' });
    expect(Number(body.expires_on)).toBe(Math.floor(vault.now() / 1000) + 86_399);
    expect(typeof body.expires_on).toBe(name === 'serviceFabric' ? 'number' : 'string');
    const secret = await call(vault.info, { path: '/secrets/db-password?api-version=7.6', token: String(body.access_token) });
    expect(secret.status).toBe(200);
  });
}

test('each platform has its own way to refuse', async () => {
  const appService = `${environment('appService').IDENTITY_ENDPOINT}?api-version=2019-08-01&${resource}`;
  expect(await ask(appService, 'GET', {})).toMatchObject({ status: 401, body: { statusCode: 401 } });
  const header = { 'X-IDENTITY-HEADER': environment('appService').IDENTITY_HEADER ?? '' };
  expect(await ask(`${appService}&client_id=other`, 'GET', header)).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/^No User Assigned or Delegated Managed Identity found/) },
  });
  const fabric = `${environment('serviceFabric').IDENTITY_ENDPOINT}?api-version=2019-07-01-preview&${resource}`;
  expect(await ask(fabric, 'GET', {})).toMatchObject({ status: 400, body: { error: { code: 'SecretHeaderNotFound' } } });
  expect(await ask(fabric, 'GET', { secret: 'x' })).toMatchObject({ status: 404, body: { error: { code: 'ManagedIdentityNotFound' } } });
  expect((await ask(environment('cloudShell').MSI_ENDPOINT ?? '', 'POST', {}, resource)).status).toBe(400);
});

test('a key of Azure Arc is good once, only its reader knows it, and no file is left behind', async () => {
  const url = `${environment('azureArc').IDENTITY_ENDPOINT}?api-version=2020-06-01&${resource}`;
  const { status, challenge } = await ask(url, 'GET', { Metadata: 'true' });
  expect(status).toBe(401);
  const key = await readFile(challenge?.slice('Basic realm='.length) ?? '', 'utf8');
  const headers = { Metadata: 'true', Authorization: `Basic ${key}` };
  expect((await ask(url, 'GET', headers)).status).toBe(200);
  expect((await ask(url, 'GET', headers)).status).toBe(401);
  expect(await readdir(folder)).toEqual([]);
});

test('without a folder there is no Azure Arc', async () => {
  const other = await startForTest();
  try {
    expect(other.info.managedIdentities?.map(source => source.name)).not.toContain('azureArc');
  } finally {
    await other.stop();
  }
});
