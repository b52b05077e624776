import { describe, expect, test } from 'vitest';
import { judgeToken, type TokenContext } from '../../../src/core/token/judgeToken.ts';
import { aChallenge, aToken, now, otherTenant, tenant } from '../builders/aCase.ts';

const context = (part: Partial<TokenContext> = {}): TokenContext => ({
  now,
  vaultUrl: 'https://kv-one.vault.azure.net',
  challenge: aChallenge(),
  serverDate: null,
  ...part,
});
const alone: Partial<TokenContext> = { vaultUrl: null, challenge: null };
const hsm: Partial<TokenContext> = { vaultUrl: 'https://h.managedhsm.azure.net', challenge: aChallenge('https://managedhsm.azure.net') };
const gov: Partial<TokenContext> = { vaultUrl: 'https://kv-one.vault.usgovcloudapi.net', challenge: null };
const arm: Partial<TokenContext> = { vaultUrl: 'https://management.azure.com/subscriptions', challenge: null };
const armOfGovernment: Partial<TokenContext> = { vaultUrl: 'https://management.usgovcloudapi.net/subscriptions', challenge: null };

describe('audience', () => {
  for (const [aud, ok, cause, part] of [
    ['https://vault.azure.net', true, undefined, {}],
    ['cfa8b339-82a2-471a-a3c9-0fc0be7a4093', true, undefined, {}],
    ['https://vault.azure.net/', false, 'wrong-audience-trailing-slash', {}],
    ['https://vault.azure.net//', false, 'wrong-audience-trailing-slash', {}],
    ['https://kv-one.vault.azure.net', false, 'wrong-audience-vault-host', {}],
    ['https://kv-one.vault.azure.net/', false, 'wrong-audience-vault-host', {}],
    ['https://management.azure.com', false, 'wrong-audience-arm', {}],
    ['https://management.azure.com/', false, 'wrong-audience-arm', {}],
    ['https://management.core.windows.net/', false, 'wrong-audience-arm', {}],
    ['https://graph.microsoft.com', false, 'wrong-audience-graph', {}],
    ['00000003-0000-0000-c000-000000000000', false, 'wrong-audience-graph', {}],
    ['spn:cfa8b339-82a2-471a-a3c9-0fc0be7a4093', false, 'wrong-audience-spn-prefix', {}],
    ['https://vault.azure.cn', false, 'wrong-cloud', {}],
    ['https://vault.azure.net', false, 'wrong-cloud', gov],
    ['https://vault.usgovcloudapi.net', true, undefined, gov],
    ['https://managedhsm.azure.net', false, 'wrong-audience-other', {}],
    ['https://managedhsm.azure.net', true, undefined, hsm],
    ['https://vault.azure.net', false, 'wrong-audience-other', hsm],
    ['https://vault.keyvault.net', false, 'wrong-audience-other', {}],
    ['https://vault.local/', false, 'wrong-audience-trailing-slash', { challenge: aChallenge('https://vault.local') }],
    ['https://vault.azure.net', true, undefined, alone],
    ['https://vault.azure.net/', false, 'wrong-audience-trailing-slash', alone],
    ['https://management.azure.com', false, 'wrong-audience-arm', alone],
    ['api://my-own', null, undefined, alone],
    ['https://vault.azure.net', false, 'vault-token-at-arm', arm],
    ['https://management.azure.com/', true, undefined, arm],
    ['https://management.azure.com', false, 'wrong-cloud', armOfGovernment],
    ['https://vault.azure.net', false, 'vault-token-at-arm', armOfGovernment],
    ['https://management.core.usgovcloudapi.net', true, undefined, armOfGovernment],
    ['797f4846-ba00-4fd7-ba43-dac1f8f63013', true, undefined, armOfGovernment],
  ] as const) {
    test(`${aud} for ${part.vaultUrl === undefined ? 'a vault' : part.vaultUrl} -> ${cause ?? ok}`, () => {
      const judged = judgeToken(aToken({ aud }), context(part));
      expect(judged.audience.ok).toBe(ok);
      expect(judged.findings[0]?.cause).toBe(cause);
      expect(judged.verdict).toBe(ok === null ? 'unknown' : ok ? 'ok' : 'refused');
    });
  }

  for (const aud of [['https://vault.azure.net', 'x'], 7, {}, undefined] as const) {
    test(`${JSON.stringify(aud)} is not judged`, () => {
      const { aud: _, ...claims } = aToken().claims;
      const judged = judgeToken({ ...aToken(), claims: aud === undefined ? claims : { ...claims, aud } }, context());
      expect([judged.audience.ok, judged.verdict]).toEqual([null, 'unknown']);
    });
  }
});

describe('issuer and tenant', () => {
  for (const [title, claims, part, ok] of [
    ['v1, same', {}, {}, true],
    ['v2, same', { iss: `https://login.microsoftonline.com/${tenant}/v2.0` }, {}, true],
    ['other case', { tid: tenant.toUpperCase() }, {}, true],
    ['other', { tid: otherTenant, iss: `https://sts.windows.net/${otherTenant}/` }, {}, false],
    ['a challenge with a name', {}, { challenge: aChallenge(undefined, 'https://login.microsoftonline.com/contoso.com') }, null],
    ['no challenge', { tid: otherTenant }, alone, null],
  ] as const) {
    test(title, () => expect(judgeToken(aToken(claims), context(part)).issuer.ok).toBe(ok));
  }
});

describe('times, by the server’s clock where it is known', () => {
  for (const [title, claims, part, state, cause] of [
    ['valid', {}, {}, 'valid', undefined],
    ['expired this second', { exp: now }, {}, 'expired', 'expired-token'],
    ['not yet', { nbf: now + 1 }, {}, 'not-yet-valid', 'not-yet-valid-token'],
    ['expired for the server only', { exp: now }, { serverDate: now, now: now - 400 }, 'expired', 'clock-skew'],
    ['expired here only', { exp: now + 10 }, { serverDate: now, now: now + 400 }, 'valid', 'clock-skew'],
    ['clocks differ, and it does not matter', {}, { serverDate: now, now: now + 400 }, 'valid', undefined],
    ['absurd', { exp: 1e300 }, {}, 'unknown', undefined],
    ['infinite', { exp: Number.POSITIVE_INFINITY }, {}, 'unknown', undefined],
    ['milliseconds', { exp: now * 1000 }, {}, 'unknown', undefined],
    ['text', { exp: String(now + 60) }, {}, 'valid', undefined],
  ] as const) {
    test(title, () => {
      const judged = judgeToken(aToken(claims), context(part));
      expect(judged.times.state).toBe(state);
      expect(judged.findings[0]?.cause).toBe(cause);
    });
  }
});

describe('identity in words', () => {
  for (const [kind, claims, text] of [
    ['application', { idtyp: 'app' }, 'application aaaaaaaa-0000-4000-8000-000000000001'],
    ['application', { sub: 'bbbbbbbb-0000-4000-8000-000000000002' }, 'object id bbbbbbbb'],
    ['user', { upn: 'ann@contoso.com', scp: 'user_impersonation' }, 'user ann@contoso.com'],
    ['managed-identity', { xms_mirid: '/subscriptions/s/x' }, 'managed identity /subscriptions/s/x'],
  ] as const) {
    test(kind, () => {
      const { identity } = judgeToken(aToken(claims), context());
      expect(identity.kind).toBe(kind);
      expect(identity.text).toContain(text);
    });
  }
});

test('scopes, roles, version, claims challenges, signature', () => {
  const judged = judgeToken(aToken({ scp: 'a b', roles: ['r'], ver: '1.0', xms_cc: ['cp1'] }), context());
  expect(judged).toMatchObject({ scopes: ['a', 'b'], roles: ['r'], version: '1.0', claimsChallengeCapable: true });
  expect(judged.signature).toContain('not verified');
  expect(judgeToken({ ...aToken(), header: { alg: 'none' } }, context()).verdict).toBe('refused');
  expect(judgeToken({ ...aToken(), problems: ['"aud" stands twice in the payload'] }, context()).verdict).toBe('unknown');
});
