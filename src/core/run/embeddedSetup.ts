import type { EmbeddedVaultInfo } from '../model/embeddedVault.ts';
import { Secret } from '../model/secret.ts';
import type { CredentialConfig, VaultConfig } from '../model/vault.ts';

/** Name of the embedded vault in files, tree and settings. */
export const embeddedVaultName = 'sample';
/** No real vault can have this name: two hyphens in a row are not allowed (vault naming rules). */
export const embeddedVaultUrl = 'https://kvhttp--sample.vault.azure.net';

/** What a running embedded vault adds to the configured vaults and credentials. */
export interface EmbeddedSetup {
  readonly vault: VaultConfig;
  readonly credentials: readonly CredentialConfig[];
  readonly secrets: ReadonlyMap<string, Secret>;
}

/** The vault `sample` and one client-secret credential for each client that the embedded Entra ID knows. */
export function embeddedSetup(info: EmbeddedVaultInfo): EmbeddedSetup {
  return {
    vault: { name: embeddedVaultName, url: info.vaultUrl, credential: embeddedVaultName, tenantId: info.tenantId },
    credentials: info.clients.map(client => ({
      name: client.name,
      kind: 'clientSecret',
      clientId: client.clientId,
      tenantId: info.tenantId,
      authority: info.authority,
    })),
    secrets: new Map(info.clients.map(client => [client.name, new Secret(client.clientSecret)])),
  };
}
