import { type SampleApp, sampleLocation, samplePerson, sampleSubscriptionId, sampleTenantId, sampleVaultName } from '../sampleIdentity.ts';
import type { AccessPolicy } from '../vault/authorize.ts';
import type { ArmRights } from './armOperation.ts';
import { type AccessPolicyEntry, newVaultProperties } from './managedVault.ts';
import { ManagedVaults } from './managedVaults.ts';

export const sampleGroup = 'kvhttp-sample';

/** The sample vault as the management plane shows it: it uses roles, and keeps access policies from before. */
export function createSampleVaults(apps: readonly SampleApp[]): ManagedVaults {
  const allowed = [...apps.filter(app => app.roles.length > 0), samplePerson];
  const accessPolicies: readonly AccessPolicyEntry[] = allowed.map(({ objectId }) => ({
    tenantId: sampleTenantId,
    objectId,
    permissions: { keys: ['all'], secrets: ['all'], certificates: ['all'], storage: ['all'] },
  }));
  return new ManagedVaults({
    subscription: sampleSubscriptionId,
    group: sampleGroup,
    name: sampleVaultName,
    location: sampleLocation,
    tags: { environment: 'sample' },
    // Premium, for the keys that are called `-HSM`: a standard vault has none.
    properties: {
      ...newVaultProperties(sampleTenantId),
      sku: { family: 'A', name: 'premium' },
      enableRbacAuthorization: true,
      accessPolicies,
    },
  });
}

/** The first app is Contributor of the group, the reader its Reader; the person may do what the first app may. */
export const armRights = (apps: readonly SampleApp[]): ArmRights =>
  new Map([
    ...apps.slice(0, 1).map(app => [app.objectId, 'write'] as const),
    ...apps.slice(1, 2).map(app => [app.objectId, 'read'] as const),
    [samplePerson.objectId, 'write'] as const,
  ]);

/** Access policies by object id, as the data plane asks for them. */
export const policiesOf = (entries: readonly AccessPolicyEntry[]): ReadonlyMap<string, AccessPolicy> =>
  new Map(entries.map(({ objectId, permissions }) => [objectId, permissions]));
