import { describe, expect, test } from 'vitest';
import type { ResolvedFacts } from '../../../src/core/diagnosis/case.ts';
import { diagnoseCase } from '../../../src/core/diagnosis/diagnoseCase.ts';
import { diagnoseTrace } from '../../../src/core/diagnosis/diagnoseTrace.ts';
import { explainFinding } from '../../../src/core/diagnosis/explainFinding.ts';
import { firewallGroup } from '../../../src/core/diagnosis/rules/forbiddenGroups.ts';
import { withResolvedName } from '../../../src/core/diagnosis/withResolvedName.ts';
import type { ExplainedFinding } from '../../../src/core/model/finding.ts';
import { aCase, aToken, refused } from '../builders/aCase.ts';
import { aKeyVaultTrace, anExchange, aResponse } from '../builders/aKeyVaultTrace.ts';

const evidenceOf = (finding: ExplainedFinding | undefined, where: string): string | undefined =>
  finding?.evidence.find(item => item.where === where)?.value;
const best = (c: Parameters<typeof diagnoseCase>[0]): ExplainedFinding | undefined => diagnoseCase(c).map(explainFinding)[0];

describe('what to do about a 403', () => {
  const policies: readonly (readonly [method: string, path: string, option: string])[] = [
    ['GET', '/secrets/db', '--secret-permissions get'],
    ['GET', '/secrets', '--secret-permissions list'],
    ['PUT', '/secrets/db', '--secret-permissions set'],
    ['POST', '/keys/k/v/sign', '--key-permissions sign'],
    ['POST', '/keys/k/v/wrapkey', '--key-permissions wrapKey'],
    ['GET', '/certificates', '--certificate-permissions list'],
    ['DELETE', '/deletedsecrets/db', '--secret-permissions purge'],
  ];
  test.each(policies)('access policies, %s %s: the command has %s', (method, path, option) => {
    const call = refused(403, ['Forbidden', 'ForbiddenByPolicy'], "The user, group or application 'appid=a;oid=o1' is not allowed", {
      method,
      url: `https://kv-one.vault.azure.net${path}?api-version=7.6`,
    });
    const finding = best(aCase(call));
    expect(finding?.cause).toBe('access-policy-missing');
    expect(finding?.fix).toContain(`az keyvault set-policy --name kv-one --object-id o1 ${option}`);
    expect(evidenceOf(finding, 'model')).toBe('access policies');
  });

  test('roles: least role, caller and vault are filled in', () => {
    const finding = best(aCase(refused(403, ['Forbidden', 'ForbiddenByRbac'], 'Caller: appid=a;oid=o1\r\nAssignment: (not found)')));
    expect(finding?.fix).toContain('az role assignment create --role "Key Vault Secrets User" --assignee-object-id o1');
    expect(finding?.fix).toContain('--name kv-one');
    expect(evidenceOf(finding, 'model')).toBe('Azure RBAC');
  });

  test('who I am stands beside whom the vault names, where they differ', () => {
    const call = refused(403, ['ForbiddenByRbac'], 'Caller: appid=a;oid=o1\r\nAssignment: (not found)');
    expect(evidenceOf(best(aCase(call, { token: aToken({ oid: 'o2' }) })), 'token.oid')).toBe('o2');
    expect(evidenceOf(best(aCase(call, { token: aToken({ oid: 'o1' }) })), 'token.oid')).toBeUndefined();
    const managed = aToken({
      xms_mirid: '/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/app',
    });
    expect(evidenceOf(best(aCase(call, { token: managed })), 'caller')).toMatch(/^managed identity .*userAssignedIdentities\/app/);
  });

  const blocked = refused(403, ['Forbidden', 'ForbiddenByFirewall'], 'Client address is not authorized\nClient address: 203.0.113.7');
  for (const [title, resolved, cause, certainty] of [
    ['nobody looked', undefined, 'firewall-ip-not-allowed', 'candidate'],
    ['a public address behind a private link', { addresses: ['20.0.0.1'], privateLink: true }, 'private-dns-misconfigured', 'proven'],
    ['a public address without one', { addresses: ['20.0.0.1'], privateLink: false }, 'firewall-ip-not-allowed', 'candidate'],
  ] as const)
    test(`firewall, where the name leads: ${title}`, () => {
      const finding = best(aCase(blocked, { environment: resolved === undefined ? {} : { resolved } }));
      expect([finding?.cause, finding?.certainty]).toEqual([cause, certainty]);
      expect(evidenceOf(finding, 'client address')).toBe('203.0.113.7');
    });
});

describe('where the vault’s name leads, beside the address that it saw', () => {
  const denied = aResponse(
    403,
    '{"error":{"code":"Forbidden","message":"Client address: 203.0.113.7","innererror":{"code":"ForbiddenByFirewall"}}}',
  );
  const trace = aKeyVaultTrace([anExchange(0, 'request', denied)]);
  const { findings, verdict } = diagnoseTrace(trace, { now: 0 });
  const run = { trace, findings, verdict, assertions: [], headline: '403' };
  const told = (resolved: ResolvedFacts) => withResolvedName(run, resolved, 0)[0];

  test.each([
    [
      'a public address',
      { addresses: ['20.0.0.1'], privateLink: false, aliases: ['data.vault.azure.net'] },
      '20.0.0.1 (public) through data.vault.azure.net',
      ['firewall-ip-not-allowed', 'firewall-not-a-trusted-service'],
    ],
    ['a private one', { addresses: ['10.0.0.4'], privateLink: true }, '10.0.0.4 (private)', firewallGroup],
    [
      'nowhere',
      { addresses: [], privateLink: false, failure: 'The name does not resolve (ENOTFOUND).' },
      'The name does not resolve (ENOTFOUND).',
      firewallGroup,
    ],
    ['a public address although there is a private endpoint', { addresses: ['20.0.0.1'], privateLink: true }, '20.0.0.1 (public)', []],
  ] as const)('%s', (_, resolved, text, candidates) => {
    const finding = told(resolved);
    expect(finding?.candidates).toEqual(candidates);
    expect(evidenceOf(finding, 'resolved')).toBe(text);
    expect(evidenceOf(finding, 'client address')).toBe('203.0.113.7');
  });

  test('a run without contents keeps its finding and gains the address, once', () => {
    const withheld = { ...run, trace: aKeyVaultTrace([anExchange(0, 'request', aResponse(403))]) };
    const resolved = { addresses: ['10.0.0.4'], privateLink: true };
    const once = withResolvedName(withheld, resolved, 0);
    const [finding] = withResolvedName({ ...withheld, findings: once }, resolved, 0);
    expect(finding?.cause).toBe('firewall-ip-not-allowed');
    expect(finding?.evidence.filter(({ where }) => where === 'resolved').map(({ value }) => value)).toEqual(['10.0.0.4 (private)']);
  });
});
