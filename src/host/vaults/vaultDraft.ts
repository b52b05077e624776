import type { CredentialConfig, CredentialKind, VaultConfig } from '../../core/model/vault.ts';

/** The answers of the wizard so far. `credential` is a known one's name, or the kind of a new one. */
export interface VaultDraft {
  url: string;
  name: string;
  credential: { readonly kind: 'known'; readonly name: string } | { readonly kind: 'new'; readonly credential: CredentialKind };
  /** `tenantId` of the vault's entry as it was; the wizard leaves it alone. */
  readonly vaultTenant: string | undefined;
  tenantId: string;
  clientId: string;
  secret: string;
}

export type DraftField = 'tenantId' | 'clientId' | 'secret';

/** What a new credential of this kind must be asked for; the others find their account by themselves. */
export function fieldsOf(kind: CredentialKind): readonly DraftField[] {
  switch (kind) {
    case 'clientSecret':
      return ['tenantId', 'clientId', 'secret'];
    case 'pastedToken':
      return ['secret'];
    default:
      return [];
  }
}

/** Kinds that the wizard can set up; certificate files and federated tokens are written in the settings, where paths can be completed. */
export const wizardKinds: readonly CredentialKind[] = [
  'default',
  'azureCli',
  'editor',
  'clientSecret',
  'managedIdentity',
  'deviceCode',
  'azurePowerShell',
  'azureDeveloperCli',
  'environment',
  'pastedToken',
];

/** The settings entries that a finished draft stands for; `credential` only where a new one is needed. */
export function entriesOf(
  draft: VaultDraft,
  url: string,
): { readonly vault: VaultConfig; readonly credential: CredentialConfig | undefined } {
  const { credential, name } = draft;
  const tenant = draft.vaultTenant === undefined ? {} : { tenantId: draft.vaultTenant };
  if (credential.kind === 'known') return { vault: { name, url, credential: credential.name, ...tenant }, credential: undefined };
  if (credential.credential === 'default') return { vault: { name, url, credential: 'default', ...tenant }, credential: undefined };
  const fields = fieldsOf(credential.credential);
  const made: CredentialConfig = {
    name,
    kind: credential.credential,
    ...(fields.includes('clientId') ? { clientId: draft.clientId.trim() } : {}),
    ...(fields.includes('tenantId') ? { tenantId: draft.tenantId.trim() } : {}),
  };
  return { vault: { name, url, credential: name, ...tenant }, credential: made };
}

const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

export const isClientId = (text: string): boolean => identifier.test(text.trim());
export const isTenant = (text: string): boolean => identifier.test(text.trim()) || domain.test(text.trim());
/** A name that can stand after `# @vault`. */
export const isVaultName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text.trim());
