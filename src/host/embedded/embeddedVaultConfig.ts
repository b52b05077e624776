import type { VaultConfig } from '../../core/model/vault.ts';
import { embeddedVaultName, embeddedVaultUrl } from '../../core/run/embeddedSetup.ts';

/** The embedded vault as request files may name it, running or not: a Send starts it. */
export const embeddedVaultConfig: VaultConfig = { name: embeddedVaultName, url: embeddedVaultUrl, credential: embeddedVaultName };
