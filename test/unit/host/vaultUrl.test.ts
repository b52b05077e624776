import { describe, expect, test } from 'vitest';
import { cleanVaultUrl } from '../../../src/host/vaults/vaultUrl.ts';

describe('cleanVaultUrl', () => {
  const origin = 'https://contoso.vault.azure.net';
  for (const [input, url, remarks] of [
    [origin, origin, []],
    [`  ${origin}  `, origin, []],
    [`${origin}/`, origin, ['removed-slash']],
    [`${origin}/secrets/db?api-version=7.6`, origin, ['removed-path', 'removed-query']],
    ['contoso.vault.azure.net', origin, ['added-scheme']],
    ['contoso.vault.azure.net/', origin, ['added-scheme', 'removed-slash']],
    ['HTTPS://Contoso.Vault.Azure.Net', origin, ['lowered-case']],
    ['https://hsm1.managedhsm.azure.net', 'https://hsm1.managedhsm.azure.net', []],
    [`${origin}:443`, origin, []],
    ['/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/Contoso', origin, ['from-resource-id']],
    [
      'https://portal.azure.com/#@t/resource/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/managedHSMs/hsm1/overview',
      'https://hsm1.managedhsm.azure.net',
      ['from-resource-id'],
    ],
  ] as const)
    test(`${JSON.stringify(input)} -> ${url} (${remarks.join(', ') || 'as it is'})`, () => {
      expect(cleanVaultUrl(input)).toMatchObject({ ok: true, url, remarks });
    });

  for (const [input, problem] of [
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://contoso.vault.azure.net', 'not-https'],
    ['ftp://contoso.vault.azure.net', 'not-https'],
    ['https://contoso.vault.azure.net@evil.example', 'user-info'],
    ['https://u:p@contoso.vault.azure.net', 'user-info'],
    ['https://@contoso.vault.azure.net', 'user-info'],
    ['https://contoso.vault.azure.net:8443', 'port'],
    ['https://contoso%2evault.azure.net', 'not-a-host'],
    ['https://contoso', 'not-a-host'],
    ['https://contoso.vault.azure.net.', 'not-a-host'],
    ['https://[::1]', 'not-a-host'],
    ['https://contoso.vault\\.azure.net', 'not-a-url'],
    ['https://contoso\n.vault.azure.net', 'not-a-url'],
    ['https://con toso.vault.azure.net', 'not-a-url'],
    ['https://', 'not-a-url'],
  ] as const)
    test(`${JSON.stringify(input)} is refused: ${problem}`, () => {
      expect(cleanVaultUrl(input)).toEqual({ ok: false, problem });
    });

  for (const [host, known] of [
    ['contoso.vault.azure.net', true],
    ['contoso.vault.usgovcloudapi.net', true],
    ['contoso.vault.azure.net.evil.example', false],
    ['evil-vault.azure.net', false],
    ['a.contoso.vault.azure.net', false],
    ['vault.azure.net', false],
    ['vault.contoso.example', false],
  ] as const)
    test(`${host} is ${known ? 'a' : 'no'} vault host`, () => {
      expect(cleanVaultUrl(host)).toMatchObject({ ok: true, known });
    });
});
