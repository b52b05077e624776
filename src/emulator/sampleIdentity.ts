import { randomBytes } from 'node:crypto';
import type { TokenSubject } from './token/mintToken.ts';
import type { RoleName } from './vault/roles.ts';

/** Two hyphens in a row: no real vault can have this name. */
export const sampleVaultName = 'kvhttp--sample';
export const sampleVaultHost = `${sampleVaultName}.vault.azure.net`;
/** The managed HSM beside the vault, with keys of its own. */
export const sampleHsmHost = `${sampleVaultName}.managedhsm.azure.net`;
/** The tenant's other name. */
export const sampleDomain = 'kvhttp-sample.example';
export const sampleTenantId = '11111111-1111-4111-8111-111111111111';
/** The tenant of the tokens that the vault must not trust. */
export const foreignTenantId = '99999999-9999-4999-8999-999999999999';
export const sampleSubscriptionId = '33333333-3333-4333-8333-333333333333';
export const sampleLocation = 'westeurope';
/** As the service writes it in its messages: lower case. */
export const sampleVaultResourceId = `/subscriptions/${sampleSubscriptionId}/resourcegroups/kvhttp-sample/providers/microsoft.keyvault/vaults/${sampleVaultName}`;

/** An app registration of the embedded tenant. */
export interface SampleApp {
  /** Name of the credential that stands for it. */
  readonly name: string;
  readonly clientId: string;
  readonly objectId: string;
  readonly secret: string;
  readonly secretExpired: boolean;
  readonly roles: readonly RoleName[];
  readonly note: string;
}

/** The one person of the embedded tenant: may do with secrets what the first app may. */
export interface SamplePerson {
  readonly objectId: string;
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
}

export const samplePerson: SamplePerson = {
  objectId: '88888888-8888-4888-9888-888888888888',
  userName: `ada@${sampleDomain}`,
  givenName: 'Ada',
  familyName: 'Sample',
};

/** A public client of our own, and the one that Azure's developer tools use. */
export const samplePublicClientId = '88888888-8888-4888-8888-888888888888';
export const publicClientIds: ReadonlySet<string> = new Set([samplePublicClientId, '04b07795-8ddb-461a-bbee-02f9e1bf7b46']);

/** Whom the first app trusts to vouch for it, beside its own secret. */
export const federatedSubject = 'system:serviceaccount:kvhttp:sample';
export const federatedAudience = 'api://AzureADTokenExchange';
export const federatedIssuerOf = (authority: string): string => `${authority}/outside-issuer`;

/** The apps with new secrets; the first is the one that may read and write. */
export function createSampleApps(): readonly SampleApp[] {
  return [
    app('sample', appDigits.sample, 'may do everything with secrets, keys and certificates', ['Key Vault Administrator'], false),
    app('sample-reader', appDigits.reader, 'may only read secrets', ['Key Vault Secrets User'], false),
    app('sample-no-role', appDigits.noRole, 'has no role on the vault', [], false),
    app('sample-expired-secret', appDigits.expired, 'has a client secret that has expired', ['Key Vault Secrets Officer'], true),
  ];
}

/** The identity behind the managed-identity endpoint: may read secrets. */
export const sampleManagedIdentity: TokenSubject = {
  clientId: '77777777-7777-4777-8777-777777777777',
  objectId: '77777777-7777-4777-9777-777777777777',
  managedIdentity: `/subscriptions/${sampleSubscriptionId}/resourcegroups/kvhttp-sample/providers/Microsoft.ManagedIdentity/userAssignedIdentities/kvhttp-sample-identity`,
  proof: '2',
};

const appDigits = { sample: '2222', reader: '4444', noRole: '5555', expired: '6666' } as const;

/** Who can be given a role, by object id. */
export const samplePrincipals: ReadonlyMap<string, 'ServicePrincipal' | 'User'> = new Map([
  ...Object.values(appDigits).map(digits => [objectIdOf(digits), 'ServicePrincipal'] as const),
  [sampleManagedIdentity.objectId, 'ServicePrincipal'] as const,
  [samplePerson.objectId, 'User'] as const,
]);

function app(name: string, digits: string, note: string, roles: readonly RoleName[], secretExpired: boolean): SampleApp {
  return {
    name,
    clientId: guidOf(digits, '8'),
    objectId: objectIdOf(digits),
    secret: `sample-client-secret-not-real-${randomBytes(12).toString('base64url')}`,
    secretExpired,
    roles,
    note,
  };
}

function objectIdOf(digits: string): string {
  return guidOf(digits, '9');
}

function guidOf(digits: string, variant: '8' | '9'): string {
  const digit = digits.slice(1);
  return `${digits.repeat(2)}-${digits}-4${digit}-${variant}${digit}-${digits.repeat(3)}`;
}
