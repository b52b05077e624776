import { type Answer, jsonAnswer } from '../http/answer.ts';
import { sampleHsmHost, sampleLocation, sampleSubscriptionId, sampleTenantId, sampleVaultName } from '../sampleIdentity.ts';
import type { ArmOperation } from './armOperation.ts';
import { sampleGroup } from './sampleVaults.ts';

/** The managed HSM beside the vault, as the management plane shows it; nothing is created or changed here. */
export const managedHsmOperations: readonly ArmOperation[] = [
  { method: 'GET', path: 'providers/microsoft.keyvault/managedhsms', action: 'Microsoft.KeyVault/managedHSMs/read', run: listHsms },
];

function listHsms(): Answer {
  return jsonAnswer(200, { value: [sampleHsm] });
}

const sampleHsm = {
  id: `/subscriptions/${sampleSubscriptionId}/resourceGroups/${sampleGroup}/providers/Microsoft.KeyVault/managedHSMs/${sampleVaultName}`,
  name: sampleVaultName,
  type: 'Microsoft.KeyVault/managedHSMs',
  location: sampleLocation,
  sku: { family: 'B', name: 'Standard_B1' },
  tags: { environment: 'sample' },
  properties: {
    tenantId: sampleTenantId,
    hsmUri: `https://${sampleHsmHost}/`,
    enableSoftDelete: true,
    softDeleteRetentionInDays: 90,
    provisioningState: 'Succeeded',
    statusMessage: 'The Managed HSM is provisioned and ready to use.',
    publicNetworkAccess: 'Enabled',
  },
};
