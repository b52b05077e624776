import { afterEach, beforeEach, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, credentials, json, type Reply } from './vaultClient.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
const scope = 'https://vault.azure.net/.default openid profile offline_access';
const day = 86_400_000;
let vault: TestVault;

beforeEach(async () => {
  vault = await startForTest();
});
afterEach(() => vault.stop());

const publicClient = (): string => vault.info.person?.clientId ?? '';

function postForm(path: string, form: Readonly<Record<string, string>>): Promise<Reply> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return call(vault.info, {
    method: 'POST',
    path,
    host: `localhost:${vault.info.port}`,
    headers,
    body: new URLSearchParams(form).toString(),
  });
}

async function askCode(more: Readonly<Record<string, string>> = {}): Promise<{ readonly deviceCode: string; readonly userCode: string }> {
  const body = json(await postForm(`/${vault.info.tenantId}/oauth2/v2.0/devicecode`, { client_id: publicClient(), scope, ...more }));
  expect(body).toMatchObject({ expires_in: 900, interval: 5, verification_uri: 'https://microsoft.com/devicelogin' });
  expect(body.message).toContain(String(body.user_code));
  return { deviceCode: String(body.device_code), userCode: String(body.user_code) };
}

const poll = (deviceCode: string, grant = deviceGrant): Promise<Reply> =>
  askToken(vault.info, { grant_type: grant, client_id: publicClient(), device_code: deviceCode });

async function signIn(): Promise<Readonly<Record<string, unknown>>> {
  const { deviceCode, userCode } = await askCode();
  await vault.control.decideDeviceCode(userCode, 'approve');
  return json(
    await askToken(vault.info, { grant_type: 'device_code', client_id: publicClient(), device_code: deviceCode, scope, client_info: '1' }),
  );
}

const claimsOf = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

function expectError(reply: Reply, error: string, code: number): void {
  expect(reply.status).toBe(400);
  expect(json(reply)).toMatchObject({ error, error_codes: [code] });
}

test('a device waits until its person has agreed, and gets a token with the claims of a person', async () => {
  const { deviceCode, userCode } = await askCode();
  expectError(await poll(deviceCode), 'authorization_pending', 70016);
  expect(await vault.control.decideDeviceCode('NOSUCHONE', 'approve')).toBe(false);
  expect(await vault.control.decideDeviceCode(userCode.toLowerCase(), 'approve')).toBe(true);
  const body = json(await poll(deviceCode));
  expect(claimsOf(body.access_token)).toMatchObject({
    ...{ aud: 'https://vault.azure.net', scp: 'user_impersonation', upn: 'ada@kvhttp-sample.example', name: 'Ada Sample' },
    ...{ idtyp: 'user', appidacr: '0', appid: publicClient(), oid: vault.info.person?.objectId, ver: '1.0' },
  });
  const secret = await call(vault.info, { path: '/secrets/db-password?api-version=7.6', token: String(body.access_token) });
  expect(secret.status).toBe(200);
  expectError(await poll(deviceCode), 'invalid_grant', 54005);
});

test('what else can become of a device code', async () => {
  const declined = await askCode();
  await vault.control.decideDeviceCode(declined.userCode, 'decline');
  expectError(await poll(declined.deviceCode), 'authorization_declined', 65004);
  const late = await askCode();
  await vault.control.moveClock(901);
  expectError(await poll(late.deviceCode), 'expired_token', 70020);
  expect(await vault.control.decideDeviceCode(late.userCode, 'approve')).toBe(false);
  expectError(await poll('nonsense'), 'bad_verification_code', 70018);
});

test('sign-in answers carry what MSAL asks for', async () => {
  const body = await signIn();
  expect(claimsOf(body.id_token)).toMatchObject({ aud: publicClient(), preferred_username: 'ada@kvhttp-sample.example', ver: '2.0' });
  const info = JSON.parse(Buffer.from(String(body.client_info), 'base64url').toString('utf8'));
  expect(info).toEqual({ uid: vault.info.person?.objectId, utid: vault.info.tenantId });
});

for (const [version, code] of [
  ['v2', 700082],
  ['v1', 70008],
] as const) {
  test(`a refresh token lasts 90 days without use (${version})`, async () => {
    const { refresh_token: token } = await signIn();
    const form = { grant_type: 'refresh_token', client_id: publicClient(), refresh_token: String(token) };
    await vault.control.moveClock((89 * day) / 1000);
    const renewed = json(await askToken(vault.info, form, version));
    expect(claimsOf(renewed.access_token).scp).toBe('user_impersonation');
    await vault.control.moveClock((2 * day) / 1000);
    const reply = await askToken(vault.info, form, version);
    expectError(reply, 'invalid_grant', code);
    expect(json(reply).error_description).toMatch(/was issued on \d{4}-\d\d-\d\dT.+ and was inactive for 90\.00:00:00/);
    // The one that was given in its place is younger.
    expect((await askToken(vault.info, { ...form, refresh_token: String(renewed.refresh_token) }, version)).status).toBe(200);
  });
}

test('a refresh token is no good for another client, nor is a made-up one', async () => {
  const { refresh_token: token } = await signIn();
  const other = { grant_type: 'refresh_token', client_id: '04b07795-8ddb-461a-bbee-02f9e1bf7b46' };
  expectError(await askToken(vault.info, { ...other, refresh_token: String(token) }), 'invalid_grant', 70000);
  expectError(await askToken(vault.info, { ...other, refresh_token: 'nonsense' }), 'invalid_request', 9002313);
});

test('an app acts on behalf of the person whose token it was called with', async () => {
  const [app] = vault.info.clients;
  const { refresh_token: refresh } = await signIn();
  const forApp = await askToken(vault.info, {
    ...{ grant_type: 'refresh_token', client_id: publicClient(), refresh_token: String(refresh) },
    scope: `api://${app?.clientId}/.default`,
  });
  const form = {
    ...{
      ...credentials(vault.info),
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      scope,
    },
    assertion: String(json(forApp).access_token),
  };
  const claims = claimsOf(json(await askToken(vault.info, form)).access_token);
  expect(claims).toMatchObject({ appid: app?.clientId, appidacr: '1', oid: vault.info.person?.objectId, aud: 'https://vault.azure.net' });
  expectError(await askToken(vault.info, { ...form, assertion: vault.info.tokens.valid }), 'invalid_grant', 500131);
  await vault.control.moveClock(7200);
  expectError(await askToken(vault.info, form), 'invalid_grant', 500133);
});
