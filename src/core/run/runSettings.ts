import type { EmbeddedVaultInfo } from '../model/embeddedVault.ts';
import type { CredentialConfig, VaultConfig } from '../model/vault.ts';
import { embeddedSetup, embeddedVaultName } from './embeddedSetup.ts';

/** What a run must know of the settings. None of it comes from the workspace. */
export interface RunSettings {
  readonly trusted: boolean;
  readonly vaults: readonly VaultConfig[];
  readonly credentials: readonly CredentialConfig[];
  readonly timeoutMs: number;
  readonly allowedHosts: readonly string[];
  readonly embedded: EmbeddedVaultInfo | null;
}

/** The settings with the running embedded vault's own vault and credentials, where nobody has added them yet. */
export function withEmbedded<T extends RunSettings>(settings: T): T {
  if (settings.embedded === null) return settings;
  const setup = embeddedSetup(settings.embedded);
  const vaults = settings.vaults.some(vault => vault.name === embeddedVaultName) ? settings.vaults : [...settings.vaults, setup.vault];
  const known = new Set(settings.credentials.map(credential => credential.name));
  return {
    ...settings,
    vaults,
    credentials: [...settings.credentials, ...setup.credentials.filter(credential => !known.has(credential.name))],
  };
}
