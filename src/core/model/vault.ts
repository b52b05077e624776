/** How a credential gets its tokens (names of the setting `kvhttp.credentials`). */
export const credentialKinds = [
  'clientSecret',
  'clientCertificate',
  'workloadIdentity',
  'managedIdentity',
  'azureCli',
  'azureDeveloperCli',
  'azurePowerShell',
  'deviceCode',
  'editor',
  'environment',
  'default',
  'pastedToken',
] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** A configured credential; its secret is never in here. */
export interface CredentialConfig {
  readonly name: string;
  readonly kind: CredentialKind;
  readonly clientId?: string;
  readonly tenantId?: string;
  /** Base URL of the authority, `https://login.microsoftonline.com` unless said. */
  readonly authority?: string;
  readonly certificateFile?: string;
  /** Whether a certificate's assertion carries the certificates (`x5c`), for apps that trust a subject name and issuer. */
  readonly sendCertificateChain?: boolean;
  readonly federatedTokenFile?: string;
  readonly scopesOverride?: readonly string[];
}

/** A configured vault. `url` is its origin, without path. */
export interface VaultConfig {
  readonly name: string;
  readonly url: string;
  readonly credential: string;
  readonly tenantId?: string;
}
