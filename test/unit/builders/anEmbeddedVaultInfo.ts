import type { EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';

export function anEmbeddedVaultInfo(over: Partial<EmbeddedVaultInfo> = {}): EmbeddedVaultInfo {
  return {
    vaultUrl: 'https://kvhttp--sample.vault.azure.net',
    hsmUrl: 'https://kvhttp--sample.managedhsm.azure.net',
    localUrl: 'https://localhost:40001',
    authority: 'https://localhost:40001',
    tenantId: '11111111-1111-4111-8111-111111111111',
    port: 40_001,
    caCertificate: '-----BEGIN CERTIFICATE-----\nfake\n-----END CERTIFICATE-----',
    imdsUrl: 'http://127.0.0.1:40001/metadata',
    clients: [
      { name: 'sample', clientId: 'client-1', clientSecret: 'canary-1', objectId: 'object-1', note: 'may read and write secrets' },
      { name: 'sample-no-role', clientId: 'client-2', clientSecret: 'canary-2', objectId: 'object-2', note: 'has no role on the vault' },
    ],
    tokens: { valid: 'v', expired: 'e', notYetValid: 'n', trailingSlash: 't', wrongAudience: 'w', foreign: 'f' },
    objects: { secrets: ['db-password'], keys: [], certificates: [] },
    ...over,
  };
}
