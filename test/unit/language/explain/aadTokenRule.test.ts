import { describe, expect, test } from 'vitest';
import { applied, type ExplainCase, expectAdvice, explained } from './explainText.ts';

const atVault = 'GET https://contoso.vault.azure.net/secrets/a?api-version=7.6';
const atArm = 'GET https://management.azure.com/subscriptions?api-version=2022-12-01';
const atArmOfGovernment = 'GET https://management.usgovcloudapi.net/subscriptions?api-version=2022-12-01';
const refused = 'would answer 401';
const right = 'which is right';
const swallowed = 'part of the tenant';

const aCase = (line: string, args: string, says: string, fixed?: string): ExplainCase => {
  const text = `${line}\nAuthorization: {{$${args}}}\n`;
  return { what: `${args} at ${line.slice(4, 50)}`, text, codes: ['aad-token'], says, ...(fixed === undefined ? {} : { fixed }) };
};

const cases: readonly ExplainCase[] = [
  // What REST Client would ask for.
  aCase(atVault, 'aadToken', refused),
  aCase(atVault, 'aadToken contoso.com aud:https://vault.azure.net', right),
  aCase(atVault, 'aadToken new contoso.com aud:https://vault.azure.net', right),
  aCase(atVault, 'aadToken public contoso.com aud:https://vault.azure.net', right),
  aCase(atVault, 'aadToken new public contoso.com aud:https://vault.azure.net', right),
  aCase(atVault, 'aadToken contoso.com aud:cfa8b339-82a2-471a-a3c9-0fc0be7a4093', right),
  aCase(atVault, 'aadToken aud:cfa8b339-82a2-471a-a3c9-0fc0be7a4093', right),
  aCase(atVault, 'aadToken contoso.com aud:https://vault.azure.net/', refused),
  aCase(atVault, 'aadToken contoso.com aud:https://vault.azure.cn', refused),
  aCase(atVault, 'aadToken new aud:https://vault.azure.net', swallowed),
  aCase(atVault, 'aadToken 4ad1b2d0-7a59-4b5f-9b8f-2f2f1a0f0a11 aud:https://vault.azure.net', swallowed),
  aCase(atVault, 'aadV2Token', refused),
  // Resource Manager takes its own audience, and the fix says that of its cloud.
  aCase(atArm, 'aadToken', right, `${atArm}\n`),
  aCase(atArm, 'aadToken contoso.com aud:https://management.core.windows.net/', right),
  aCase(atArm, 'aadToken contoso.com aud:https://vault.azure.net', 'Azure Resource Manager would refuse it'),
  aCase(atArm, 'aadV2Token', 'Azure Resource Manager would refuse it'),
  aCase(atArm, 'aadToken', '# @resource https://management.azure.com"'),
  aCase(atArmOfGovernment, 'aadToken', '# @resource https://management.usgovcloudapi.net"'),
  // Elsewhere no vault is spoken of.
  aCase(
    'GET https://graph.microsoft.com/v1.0/me',
    'aadToken',
    '# @resource https://graph.microsoft.com"',
    '# @resource https://graph.microsoft.com\nGET',
  ),
  aCase('GET https://api.example.com/a', 'aadToken', 'kvhttp.allowedHosts', 'GET https://api.example.com/a\n'),
];

describe('$aadToken', () => {
  test.each(cases)('$what: $says', expectAdvice);

  test('no host but a vault is told of the audience of vaults', () => {
    for (const line of [atArm, atArmOfGovernment, 'GET https://graph.microsoft.com/v1.0/me', 'GET https://api.example.com/a']) {
      const [advice] = explained(`${line}\nAuthorization: {{$aadToken}}\n`);
      expect(JSON.stringify(advice), line).not.toContain('vault.azure.net');
    }
  });

  // What another rule would then report is no fix.
  test.each([atVault, atArm, atArmOfGovernment])('no fix leaves a problem: %s', line => {
    const text = `${line}\nAuthorization: {{$aadToken}}\n`;
    const fixes = explained(text)[0]?.fixes ?? [];
    expect(fixes.length).toBe(2);
    for (const fix of fixes) expect(explained(applied(text, fix))).toEqual([]);
  });

  const resource = '# @resource https://vault.azure.net\n';
  test.each([
    ['none', '', `# @flow rest\n${resource}${atVault}\n`],
    ['the flow', '# @flow rest\n', `# @flow rest\n${resource}${atVault}\n`],
    ['another flow', '# @flow sdk\n', `# @flow rest\n${resource}${atVault}\n`],
    ['the resource', resource, `${resource}# @flow rest\n${atVault}\n`],
    ['both', `# @flow rest\n${resource}`, undefined],
  ])('directives that are there already: %s', (_, directives, fixed) => {
    const text = `${directives}${atVault}\nAuthorization: {{$aadToken}}\n`;
    const fix = explained(text)[0]?.fixes[1];
    expect(fix && applied(text, fix)).toBe(fixed);
  });
});
