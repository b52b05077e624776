import { assertNever } from '../../model/assertNever.ts';
import type { CredentialConfig } from '../../model/vault.ts';
import { azureCli } from './azureCli.ts';
import { azureDeveloperCli } from './azureDeveloperCli.ts';
import { azurePowerShell } from './azurePowerShell.ts';
import { clientCertificate } from './clientCertificate.ts';
import { clientSecret } from './clientSecret.ts';
import type { Credential } from './credential.ts';
import { defaultChain } from './defaultChain.ts';
import { deviceCode } from './deviceCode.ts';
import { editorAccount } from './editorAccount.ts';
import { environmentCredential } from './environmentCredential.ts';
import { managedIdentity } from './managedIdentity.ts';
import { pastedToken } from './pastedToken.ts';
import { credentialOfLink } from './tokenLink.ts';
import { workloadIdentity } from './workloadIdentity.ts';

/** The credential of a configuration. Nothing is asked or read before its first token. */
export function createCredential(config: CredentialConfig): Credential {
  const { name, kind } = config;
  switch (kind) {
    case 'clientSecret':
      return clientSecret(config);
    case 'clientCertificate':
      return clientCertificate(config);
    case 'workloadIdentity':
      return credentialOfLink(config, workloadIdentity(config));
    case 'managedIdentity':
      return credentialOfLink(config, managedIdentity(config, false));
    case 'azureCli':
      return credentialOfLink(config, azureCli(name));
    case 'azureDeveloperCli':
      return credentialOfLink(config, azureDeveloperCli(name));
    case 'azurePowerShell':
      return credentialOfLink(config, azurePowerShell(name));
    case 'deviceCode':
      return deviceCode(config);
    case 'editor':
      return credentialOfLink(config, editorAccount(name));
    case 'environment':
      return credentialOfLink(config, environmentCredential);
    case 'default':
      return defaultChain(config);
    case 'pastedToken':
      return pastedToken(config);
    default:
      return assertNever(kind);
  }
}
