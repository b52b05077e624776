import type { SampleApp } from '../sampleIdentity.ts';

/** Resources that the embedded tenant knows: Key Vault and its app id, managed HSM, Azure Resource Manager, Graph. */
const known: ReadonlySet<string> = new Set([
  'https://vault.azure.net',
  'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
  'https://managedhsm.azure.net',
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://graph.microsoft.com',
  '00000003-0000-0000-c000-000000000000',
]);

/**
 * Whether a token can be asked for this resource: a service, or one of the tenant's own apps. A final slash and the old
 * `spn:` prefix do not matter here, and stay in the audience: that is how tokens come to be which the vault refuses.
 */
export function isKnownResource(resource: string, apps: readonly SampleApp[] = []): boolean {
  const bare = resource.replace(/^spn:/, '').replace(/\/$/, '').toLowerCase();
  return known.has(bare) || apps.some(({ clientId }) => bare === clientId || bare === `api://${clientId}`);
}
