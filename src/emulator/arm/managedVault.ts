import type { JsonObject } from '../../core/model/tokenFacts.ts';

/** One entry of `properties.accessPolicies`. */
export interface AccessPolicyEntry {
  readonly tenantId: string;
  readonly objectId: string;
  readonly applicationId?: string;
  readonly permissions: Readonly<Partial<Record<'keys' | 'secrets' | 'certificates' | 'storage', readonly string[]>>>;
}

export interface NetworkRules {
  readonly bypass: 'AzureServices' | 'None';
  readonly defaultAction: 'Allow' | 'Deny';
  readonly ipRules: readonly { readonly value: string }[];
  readonly virtualNetworkRules: readonly JsonObject[];
}

/** A vault as the management plane knows it. `id` keeps the spelling of its creator. */
export interface ManagedVault {
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly properties: VaultProperties;
}

export interface VaultProperties {
  readonly sku: { readonly family: 'A'; readonly name: 'standard' | 'premium' };
  readonly tenantId: string;
  readonly accessPolicies: readonly AccessPolicyEntry[];
  readonly enabledForDeployment: boolean;
  readonly enabledForDiskEncryption: boolean;
  readonly enabledForTemplateDeployment: boolean;
  readonly enableSoftDelete: boolean;
  readonly softDeleteRetentionInDays: number;
  readonly enableRbacAuthorization: boolean;
  readonly enablePurgeProtection: boolean;
  readonly networkAcls: NetworkRules | undefined;
  readonly publicNetworkAccess: 'Enabled' | 'Disabled';
}

/** What a create starts from. */
export const newVaultProperties = (tenantId: string): VaultProperties => ({
  sku: { family: 'A', name: 'standard' },
  tenantId,
  accessPolicies: [],
  enabledForDeployment: false,
  enabledForDiskEncryption: false,
  enabledForTemplateDeployment: false,
  enableSoftDelete: true,
  softDeleteRetentionInDays: 90,
  enableRbacAuthorization: false,
  enablePurgeProtection: false,
  networkAcls: undefined,
  publicNetworkAccess: 'Enabled',
});

export const vaultId = ({ subscription, group, name }: Pick<ManagedVault, 'subscription' | 'group' | 'name'>): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;

/** The resource as ARM answers it. Purge protection that is off is not shown: it can only be switched on. */
export function showVault(vault: ManagedVault): object {
  const { enablePurgeProtection, networkAcls, ...properties } = vault.properties;
  return {
    id: vaultId(vault),
    name: vault.name,
    type: 'Microsoft.KeyVault/vaults',
    location: vault.location,
    tags: vault.tags,
    properties: {
      ...properties,
      ...(enablePurgeProtection ? { enablePurgeProtection } : {}),
      ...(networkAcls === undefined ? {} : { networkAcls }),
      vaultUri: `https://${vault.name.toLowerCase()}.vault.azure.net/`,
      provisioningState: 'Succeeded',
    },
  };
}

const words = {
  keys: 'encrypt decrypt wrapKey unwrapKey sign verify get list create update import delete recover backup restore purge rotate getrotationpolicy setrotationpolicy release all',
  secrets: 'get list set delete recover backup restore purge all',
  certificates:
    'get list create import update delete recover backup restore purge managecontacts getissuers listissuers setissuers deleteissuers manageissuers all',
  storage: 'get list set update delete recover backup restore purge regeneratekey getsas listsas setsas deletesas all',
} as const;

/** A permission word in the service's own spelling, whatever case it came in; undefined for one that it does not have. */
export function permissionWord(kind: keyof typeof words, text: string): string | undefined {
  return words[kind].split(' ').find(word => word.toLowerCase() === text.toLowerCase());
}

export const permissionKinds = ['keys', 'secrets', 'certificates', 'storage'] as const;
