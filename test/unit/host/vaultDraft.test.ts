import { describe, expect, test } from 'vitest';
import { freeName, rawList, withEntry, withoutEntry } from '../../../src/host/vaults/editVaultList.ts';
import { entriesOf, isClientId, isTenant, isVaultName, type VaultDraft } from '../../../src/host/vaults/vaultDraft.ts';

const id = '22222222-2222-2222-2222-222222222222';
const draft = (over: Partial<VaultDraft>): VaultDraft => ({
  url: 'https://contoso.vault.azure.net',
  name: 'contoso',
  credential: { kind: 'new', credential: 'clientSecret' },
  vaultTenant: undefined,
  tenantId: 'contoso.com',
  clientId: id,
  secret: 'canary',
  ...over,
});

describe('entriesOf', () => {
  test('a new client secret becomes a credential of the vault’s name, without the secret', () => {
    const entries = entriesOf(draft({}), 'https://contoso.vault.azure.net');
    expect(entries).toEqual({
      vault: { name: 'contoso', url: 'https://contoso.vault.azure.net', credential: 'contoso' },
      credential: { name: 'contoso', kind: 'clientSecret', clientId: id, tenantId: 'contoso.com' },
    });
    expect(JSON.stringify(entries)).not.toContain('canary');
  });
  for (const [credential, name, made] of [
    [{ kind: 'known', name: 'app' }, 'app', false],
    [{ kind: 'new', credential: 'default' }, 'default', false],
    [{ kind: 'new', credential: 'azureCli' }, 'contoso', true],
  ] as const)
    test(`${JSON.stringify(credential)} -> credential ${name}`, () => {
      const entries = entriesOf(draft({ credential, vaultTenant: 't' }), 'https://contoso.vault.azure.net');
      expect(entries.vault).toEqual({ name: 'contoso', url: 'https://contoso.vault.azure.net', credential: name, tenantId: 't' });
      expect(entries.credential !== undefined).toBe(made);
    });
});

describe('the settings’ lists', () => {
  const odd = 'not an entry';
  const contoso = { name: 'contoso', url: 'u', credential: 'c' };
  test('keep what they cannot read', () => {
    expect(withEntry([odd], contoso)).toEqual([odd, contoso]);
    expect(withoutEntry([odd, contoso], 'contoso')).toEqual([odd]);
    expect(rawList({})).toEqual([]);
  });
  test('replace an entry in its place, also under a new name', () => {
    const renamed = { ...contoso, name: 'payroll' };
    expect(withEntry([contoso, odd], renamed, 'contoso')).toEqual([renamed, odd]);
  });
  test('find a free name', () => {
    expect(freeName('a', [])).toBe('a');
    expect(freeName('a', ['a', 'a-2'])).toBe('a-3');
  });
});

describe('what the wizard accepts', () => {
  for (const [text, client, tenant, name] of [
    [id, true, true, true],
    [` ${id} `, true, true, true],
    ['contoso.com', false, true, true],
    ['contoso', false, false, true],
    ['my vault', false, false, false],
    ['-x', false, false, false],
    ['', false, false, false],
    ['evil.example/..', false, false, false],
  ] as const)
    test(JSON.stringify(text), () => expect([isClientId(text), isTenant(text), isVaultName(text)]).toEqual([client, tenant, name]));
});
