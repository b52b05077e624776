import { describe, expect, test } from 'vitest';
import { knowsAuthority } from '../../../src/core/auth/authorities.ts';
import { parseChallenge } from '../../../src/core/auth/parseChallenge.ts';
import { judgeTarget, type Target } from '../../../src/core/auth/target.ts';
import { type ChallengeJudgement, verifyChallenge } from '../../../src/core/auth/verifyChallenge.ts';

const T = '11111111-2222-3333-4444-555555555555';
const A = `https://login.microsoftonline.com/${T}`;

function targetOf(url: string): Target {
  const judged = judgeTarget(url, true, { trusted: true, allowedHosts: ['kv.stack.example'], embedded: null });
  if (judged.kind === 'blocked') throw new Error(judged.text);
  return judged.target;
}

function judge(
  header: string,
  url = 'https://acme.vault.azure.net',
  configured?: string,
  confirmedResource: string | null = null,
): ChallengeJudgement {
  const rules = { isKnownAuthority: (host: string) => knowsAuthority(host, configured, null), confirmedResource };
  return verifyChallenge(parseChallenge([header]).bearer, targetOf(url), rules);
}

const withResource = (resource: string): string => `Bearer authorization="${A}", resource="${resource}"`;
const withAuthority = (authority: string): string => `Bearer authorization="${authority}", resource="https://vault.azure.net"`;

describe('the resource against the host (vectors 38 to 45)', () => {
  test.each([
    [38, 'https://vault.azure.net', 'https://acme.vault.azure.net', 'accepted'],
    [38, 'https://VAULT.AZURE.NET', 'https://acme.vault.azure.net', 'accepted'],
    [39, 'https://ault.azure.net', 'https://acme.vault.azure.net', 'refused'],
    [40, 'https://acme.vault.azure.net', 'https://acme.vault.azure.net', 'refused'],
    [41, 'https://evil.example', 'https://acme.vault.azure.net', 'refused'],
    [41, 'https://vault.azure.cn', 'https://acme.vault.azure.net', 'refused'],
    [41, 'https://managedhsm.azure.net', 'https://acme.vault.azure.net', 'refused'],
    [42, 'https://vault.azure.net.evil.example', 'https://acme.vault.azure.net', 'refused'],
    [43, 'https://vault.azure.net', 'https://acme.vault.azure.net:443', 'accepted'],
    [44, 'https://vault.azure.net', 'https://acme.vault.azure.net:8443', 'accepted'],
    [0, 'https://managedhsm.azure.net', 'https://acme.managedhsm.azure.net', 'accepted'],
    [0, 'https://vault.usgovcloudapi.net', 'https://acme.vault.usgovcloudapi.net', 'accepted'],
    [0, 'https://vault.azure.net', 'https://acme.privatelink.vaultcore.azure.net', 'refused'],
    [0, 'https://stack.example', 'https://kv.stack.example', 'accepted'],
    [0, 'https://management.azure.com', 'https://management.azure.com', 'accepted'],
    [0, 'https://vault.azure.net', 'https://management.azure.com', 'refused'],
  ] as const)('vector %i: resource %s for %s is %s', (_number, resource, url, kind) => {
    const judged = judge(withResource(resource), url);
    expect(judged.kind).toBe(kind);
    if (judged.kind === 'refused') expect(judged.code).toBe('challenge-resource-mismatch');
  });

  test('vector 45: a resource that the request names is accepted with a warning', () => {
    const judged = judge(withResource('https://evil.example'), undefined, undefined, 'https://evil.example');
    expect(judged).toMatchObject({ kind: 'accepted', warning: expect.stringContaining('evil.example') });
  });

  test.each(['vault.azure.net', 'https://vault.azure.net/.default https://graph.microsoft.com'])(
    'vector 14: %s is no absolute URL',
    resource => {
      expect(judge(withResource(resource))).toMatchObject({ kind: 'refused', code: 'challenge-unusable' });
    },
  );

  test.each([
    ['https://vault.azure.net/.default offline_access openid', 'accepted'],
    ['https://vault.azure.net/user_impersonation https://vault.azure.net/.default', 'accepted'],
    ['https://vault.azure.net/.default https://graph.microsoft.com/Mail.Read', 'refused'],
    ['https://vault.azure.net/.default 00000003-0000-0000-c000-000000000000/.default', 'refused'],
    ['https://vault.azure.net/.default https://vault.azure.net.evil.example/.default', 'refused'],
    ['https://graph.microsoft.com/.default https://vault.azure.net/.default', 'refused'],
    ['offline_access https://vault.azure.net/.default', 'refused'],
  ])('every word of the scope is for the vault: %s', (scope, kind) => {
    expect(judge(`Bearer authorization="${A}", scope="${scope}"`).kind).toBe(kind);
  });

  test('vector 15, 30, 31: nothing to ask for', () => {
    expect(judge(withResource('')).kind).toBe('absent');
    expect(judge('Bearer').kind).toBe('absent');
    expect(judge('Negotiate').kind).toBe('absent');
  });

  test('ARM names no resource; its own is known', () => {
    const judged = judge(`Bearer authorization_uri="${A}", error="invalid_token"`, 'https://management.azure.com');
    expect(judged).toMatchObject({ kind: 'accepted', challenge: { tenant: T, scope: 'https://management.azure.com/.default' } });
  });
});

describe('the authority (vectors 16 to 22, threat a4)', () => {
  test.each([
    [16, `${A}/`],
    [17, `${A}/oauth2/authorize`],
    [18, `https://login.windows.net/${T}`],
    [23, `${A}?p=x=y`],
    [0, `https://login.partner.microsoftonline.cn/${T}`],
  ])('vector %i: %s is accepted', (_number, authority) => {
    expect(judge(withAuthority(authority))).toMatchObject({ kind: 'accepted', challenge: { tenant: T } });
  });

  test.each<readonly [number, string, string]>([
    [19, 'https://login.microsoftonline.com', 'challenge-unusable'],
    [20, 'not a url', 'challenge-unusable'],
    [0, 'https://login.microsoftonline.com/a%20b', 'challenge-unusable'],
    [0, 'https://login.microsoftonline.com/..%2f..', 'challenge-unusable'],
    ...[
      `https://evil.example/${T}`,
      `http://login.microsoftonline.com/${T}`,
      `https://login.microsoftonline.com@evil.example/${T}`,
      `https://user:pw@login.microsoftonline.com/${T}`,
      `https://login.microsoftonline.com.evil.example/${T}`,
      `https://login.microsoftonline.com:8443/${T}`,
      `https://evil.example/?login.microsoftonline.com/${T}`,
      `https://127.0.0.1/${T}`,
      `https://[::1]/${T}`,
      'javascript:alert(1)/x',
      'file:///etc/passwd',
      `ftp://login.microsoftonline.com/${T}`,
      `https://login.microsoftonline.com\u3002evil.example/${T}`,
      `https://loginmicrosoftonline.com/${T}`,
      `https://xn--lgin-pqa.microsoftonline.com/${T}`,
      `https://adfs.corp.example/adfs`,
    ].map(authority => [0, authority, 'authority-not-allowed'] as const),
  ])('vector %i: %s is refused with %s', (_number, authority, code) => {
    expect(judge(withAuthority(authority))).toMatchObject({ kind: 'refused', code });
  });

  test('vector 21: ADFS, where the user configured it', () => {
    const judged = judge(
      'Bearer authorization="https://adfs.corp.example/adfs", resource="https://stack.example"',
      'https://kv.stack.example',
      'https://adfs.corp.example/adfs',
    );
    expect(judged).toMatchObject({ kind: 'accepted', challenge: { tenant: 'adfs' } });
  });
});
