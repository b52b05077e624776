import type { CredentialConfig } from '../../model/vault.ts';
import { clientSecret } from './clientSecret.ts';
import type { Credential } from './credential.ts';
import { pastedToken } from './pastedToken.ts';

/** The credential of a configuration; undefined for a kind that this version cannot ask. */
export function createCredential(config: CredentialConfig): Credential | undefined {
  switch (config.kind) {
    case 'clientSecret':
      return clientSecret(config);
    case 'pastedToken':
      return pastedToken(config);
    default:
      return undefined;
  }
}
