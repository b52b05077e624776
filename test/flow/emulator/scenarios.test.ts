import { expect, test } from 'vitest';
import { type ScenarioName, scenarioNames } from '../../../src/core/model/embeddedVault.ts';
import { startForTest, type TestVault } from './startForTest.ts';
import { askToken, call, credentials, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

const path = '/secrets/db-password?api-version=7.6';
const scope = 'https://vault.azure.net/.default';
const getSecret = ({ info }: TestVault, token?: string): Promise<Reply> => call(info, { path, ...(token === undefined ? {} : { token }) });
const freshGet = async (vault: TestVault): Promise<Reply> => getSecret(vault, await tokenOf(vault.info));

/** What a client meets that does everything right while the scenario lasts. */
const met: Readonly<Record<ScenarioName, (vault: TestVault) => Promise<void>>> = {
  normal: async vault => expect((await freshGet(vault)).status).toBe(200),
  'expired-token': vault => refused(vault, "[TokenExpired] Error validating token: 'S2S12086'."),
  'not-yet-valid-token': vault => refused(vault, 'IDX10222'),
  'trailing-slash': vault => refused(vault, 'found: https://vault.azure.net/.'),
  'management-audience': vault => refused(vault, 'found: https://management.azure.com/.'),
  'other-tenant': vault => refused(vault, 'AKV10032: Invalid issuer.'),
  'no-role': async vault => {
    const error = errorOf(await freshGet(vault));
    const [client] = vault.info.clients;
    expect(error).toMatchObject({ code: 'Forbidden', inner: 'ForbiddenByRbac' });
    expect(error.message.split('\r\n').map(line => line.trim())).toEqual([
      'Caller is not authorized to perform action on resource.',
      'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
      `Caller: appid=${client?.clientId};oid=${client?.objectId};iss=https://sts.windows.net/${vault.info.tenantId}/`,
      "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
      expect.stringMatching(
        /^Resource: '\/subscriptions\/[0-9a-f-]+\/resourcegroups\/[^A-Z]+\/vaults\/kvhttp--sample\/secrets\/db-password'$/,
      ),
      'Assignment: (not found)',
      'DenyAssignmentId: null',
      "DecisionReason: 'DeniedWithNoValidRBAC'",
      'Vault: kvhttp--sample;location=westeurope',
      '',
    ]);
  },
  'role-not-effective-yet': async vault => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await freshGet(vault)).status);
    expect(statuses).toEqual([403, 403, 200, 200]);
  },
  'no-access-policy': async vault => {
    const error = errorOf(await freshGet(vault));
    expect(error).toMatchObject({ code: 'Forbidden', inner: 'ForbiddenByPolicy' });
    expect(error.message).toMatch(
      /^The user, group or application 'appid=.+;oid=.+;iss=.+' does not have secrets get permission on key vault 'kvhttp--sample;location=westeurope'\. .+linkid=2125287$/,
    );
  },
  firewall: async vault => {
    const error = errorOf(await freshGet(vault));
    expect(error).toMatchObject({ code: 'Forbidden', inner: 'ForbiddenByFirewall' });
    expect(error.message.split('\r\n').slice(0, 2)).toEqual([
      'Client address is not authorized and caller is not a trusted service.',
      'Client address: 127.0.0.1',
    ]);
  },
  'private-link-only': async vault => {
    const error = errorOf(await freshGet(vault));
    expect(error).toMatchObject({ code: 'Forbidden', inner: 'ForbiddenByConnection' });
    expect(error.message).toMatch(
      /^Public network access is disabled and request is not from a trusted service nor via an approved private link\./,
    );
  },
  'disabled-secret': async vault => expect(errorOf(await freshGet(vault))).toMatchObject({ code: 'Forbidden', inner: 'SecretDisabled' }),
  'soft-deleted-name': async vault => {
    expect(errorOf(await freshGet(vault))).toMatchObject({ code: 'SecretNotFound' });
    const set = await call(vault.info, { method: 'PUT', path, token: await tokenOf(vault.info), body: { value: 'x' } });
    expect(set.status).toBe(409);
    expect(errorOf(set)).toMatchObject({ code: 'Conflict', inner: 'ObjectIsDeletedButRecoverable' });
  },
  throttled: async vault => {
    const token = await tokenOf(vault.info);
    const first = await getSecret(vault, token);
    expect(first.status).toBe(429);
    expect(first.headers['retry-after']).toBe('1');
    expect(errorOf(first)).toMatchObject({ code: 'Throttled', message: expect.stringContaining('VaultRequestTypeLimitReached') });
    expect((await getSecret(vault, token)).status).toBe(429);
    expect((await getSecret(vault, token)).status).toBe(200);
  },
  'clock-skew-ahead': vault => skewed(vault, 600, 'TokenExpired'),
  'clock-skew-behind': vault => skewed(vault, -600, 'IDX10222'),
  'slow-token-endpoint': async vault => {
    expect((await freshGet(vault)).status).toBe(200);
    expect(vault.waits).toEqual([5000]);
  },
  'app-secret-expired': vault => tokenRefused(vault, 7000222, 401),
  'conditional-access': vault => tokenRefused(vault, 53003, 400),
  'cae-revoke': async vault => {
    const reply = await freshGet(vault);
    expect(reply.status).toBe(401);
    const [, encoded = ''] = /error="insufficient_claims", claims="([^"]+)"$/.exec(reply.headers['www-authenticate'] ?? '') ?? [];
    const claims = Buffer.from(encoded, 'base64').toString('utf8');
    expect(JSON.parse(claims)).toEqual({ access_token: { acrs: { essential: true, value: 'cp1' } } });
    expect((await getSecret(vault, await tokenOf(vault.info, 'sample', { claims }))).status).toBe(200);
  },
  'proxy-page': async vault => {
    const reply = await getSecret(vault);
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^text\/html/);
    expect(Object.keys(reply.headers).filter(name => name.startsWith('x-ms-'))).toEqual([]);
    expect((await askToken(vault.info, { ...credentials(vault.info), scope })).headers['content-type']).toMatch(/^text\/html/);
  },
};

async function refused(vault: TestVault, text: string): Promise<void> {
  const token = await askToken(vault.info, { ...credentials(vault.info), scope });
  expect(json(token)).toMatchObject({ expires_in: 3599 });
  const reply = await getSecret(vault, String(json(token).access_token));
  expect(reply.status).toBe(401);
  expect(errorOf(reply).message).toContain(text);
  expect(reply.headers['www-authenticate']).toContain('resource="https://vault.azure.net"');
}

/** The vault refuses a token that is good by the machine's clock, and its Date header tells why. */
async function skewed(vault: TestVault, seconds: number, text: string): Promise<void> {
  const reply = await freshGet(vault);
  expect(reply.status).toBe(401);
  expect(errorOf(reply).message).toContain(text);
  expect(Date.parse(reply.headers.date ?? '')).toBe(vault.now() + seconds * 1000);
  const token = await askToken(vault.info, { ...credentials(vault.info), scope });
  expect(Date.parse(token.headers.date ?? '')).toBe(vault.now());
}

async function tokenRefused(vault: TestVault, code: number, status: number): Promise<void> {
  const reply = await askToken(vault.info, { ...credentials(vault.info), scope });
  expect(reply.status).toBe(status);
  expect(json(reply).error_codes).toEqual([code]);
}

for (const scenario of scenarioNames) {
  test(`started with ${scenario}, and left again`, async () => {
    const vault = await startForTest(scenario);
    try {
      if (scenario !== 'proxy-page') expect((await getSecret(vault)).status, 'the handshake stays what it is').toBe(401);
      await met[scenario](vault);
      vault.setScenario('normal');
      expect((await freshGet(vault)).status).toBe(200);
      expect(vault.faults).toEqual([]);
    } finally {
      await vault.stop();
    }
  });
}

test('a change of scenario leaves the secrets of the user alone', async () => {
  const vault = await startForTest();
  try {
    const mine = '/secrets/mine?api-version=7.6';
    await call(vault.info, { method: 'PUT', path: mine, token: vault.info.tokens.valid, body: { value: 'kept' } });
    vault.setScenario('soft-deleted-name');
    vault.setScenario('normal');
    expect(json(await call(vault.info, { path: mine, token: vault.info.tokens.valid })).value).toBe('kept');
  } finally {
    await vault.stop();
  }
});

for (const [name, get, set] of [
  ['sample', 200, 200],
  ['sample-reader', 200, 403],
  ['sample-no-role', 403, 403],
] as const) {
  test(`client ${name}: get ${get}, set ${set}`, async () => {
    const vault = await startForTest();
    try {
      const token = await tokenOf(vault.info, name);
      expect((await getSecret(vault, token)).status).toBe(get);
      expect((await call(vault.info, { method: 'PUT', path, token, body: { value: 'x' } })).status).toBe(set);
    } finally {
      await vault.stop();
    }
  });
}
