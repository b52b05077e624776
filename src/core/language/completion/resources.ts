import { clouds } from '../../token/clouds.ts';

/** A resource that a token can be for, and what it is for. */
export interface KnownResource {
  readonly resource: string;
  readonly purpose: string;
}

/** The resources of every cloud, those of the vault's data plane first. */
export const knownResources: readonly KnownResource[] = [
  ...clouds.map(cloud => ({
    resource: cloud.vaultResource,
    purpose: `Key Vault data plane: secrets, keys, certificates. ${cloud.title}. No slash at the end.`,
  })),
  ...clouds.flatMap(cloud =>
    cloud.hsmResource === null
      ? []
      : [{ resource: cloud.hsmResource, purpose: `Managed HSM data plane. ${cloud.title}. No slash at the end.` }],
  ),
  ...clouds.flatMap(cloud =>
    cloud.managementHosts.slice(0, 1).map(host => ({
      resource: `https://${host}`,
      purpose: `Azure Resource Manager (management plane): vault properties, access policies, network rules. The data plane refuses it. ${cloud.title}.`,
    })),
  ),
  ...clouds.flatMap(cloud =>
    cloud.graphHosts.slice(0, 1).map(host => ({
      resource: `https://${host}`,
      purpose: `Microsoft Graph: users, groups, applications. A vault refuses it. ${cloud.title}.`,
    })),
  ),
];
