import { randomUUID } from 'node:crypto';
import {
  type SampleApp,
  sampleLocation,
  sampleManagedIdentity,
  samplePerson,
  sampleSubscriptionId,
  sampleTenantId,
  sampleVaultName,
} from '../sampleIdentity.ts';
import type { AccessPolicy } from '../vault/authorize.ts';
import type { Caller } from '../vault/caller.ts';
import { RoleAssignments } from '../vault/roleAssignments.ts';
import type { RoleName } from '../vault/roles.ts';
import type { ArmRights } from './armOperation.ts';
import { type AccessPolicyEntry, newVaultProperties, permissionKinds, vaultId } from './managedVault.ts';
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

/** The roles on the vault as it starts. */
export function createSampleAssignments(apps: readonly SampleApp[], now: number): RoleAssignments {
  const held: readonly (readonly [objectId: string, roles: readonly RoleName[]])[] = [
    ...apps.map(({ objectId, roles }) => [objectId, roles] as const),
    [sampleManagedIdentity.objectId, ['Key Vault Secrets User']],
    [samplePerson.objectId, ['Key Vault Secrets Officer']],
  ];
  const scope = vaultId({ subscription: sampleSubscriptionId, group: sampleGroup, name: sampleVaultName });
  const facts = { scope, createdAt: now, createdBy: apps[0]?.objectId ?? '' };
  return new RoleAssignments(
    held.flatMap(([principalId, roles]) => roles.map(role => ({ name: randomUUID(), principalId, role, ...facts }))),
  );
}

/** The first app is Owner of the group, the reader its Reader; the person is Contributor, who may not assign roles. */
export const armRights = (apps: readonly SampleApp[]): ArmRights =>
  new Map([
    ...apps.slice(0, 1).map(app => [app.objectId, 'own'] as const),
    ...apps.slice(1, 2).map(app => [app.objectId, 'read'] as const),
    [samplePerson.objectId, 'write'] as const,
  ]);

/** What access policies say of a caller; one with an `applicationId` is for its identity in that application alone. */
export function policyFor({ objectId, clientId }: Caller, entries: readonly AccessPolicyEntry[]): AccessPolicy | undefined {
  const meant = entries.filter(entry => entry.objectId === objectId && (entry.applicationId?.toLowerCase() ?? clientId) === clientId);
  if (meant.length === 0) return undefined;
  return Object.fromEntries(permissionKinds.map(kind => [kind, meant.flatMap(({ permissions }) => permissions[kind] ?? [])]));
}
