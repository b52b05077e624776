import { type Answer, jsonAnswer } from '../http/answer.ts';
import { armError } from './armAnswers.ts';
import type { ArmCall, ArmOperation } from './armOperation.ts';
import { vaultId } from './managedVault.ts';
import { type DeletedVault, purgeDate } from './managedVaults.ts';

const provider = 'providers/microsoft.keyvault';
const one = `${provider}/locations/{location}/deletedvaults/{name}`;

/** Everything that the management plane does with vaults that are deleted and not yet purged. */
export const deletedVaultOperations: readonly ArmOperation[] = [
  { method: 'GET', path: `${provider}/deletedvaults`, action: 'Microsoft.KeyVault/deletedVaults/read', run: listDeleted },
  { method: 'GET', path: one, action: 'Microsoft.KeyVault/locations/deletedVaults/read', run: getDeleted },
  { method: 'POST', path: `${one}/purge`, action: 'Microsoft.KeyVault/locations/deletedVaults/purge/action', run: purgeDeleted },
];

function showDeleted(deleted: DeletedVault): object {
  const { vault, deletedAt } = deleted;
  const { enablePurgeProtection } = vault.properties;
  return {
    id: `/subscriptions/${vault.subscription}/providers/Microsoft.KeyVault/locations/${vault.location}/deletedVaults/${vault.name}`,
    name: vault.name,
    type: 'Microsoft.KeyVault/deletedVaults',
    properties: {
      vaultId: vaultId(vault),
      location: vault.location,
      tags: vault.tags,
      deletionDate: new Date(deletedAt).toISOString(),
      scheduledPurgeDate: new Date(purgeDate(deleted)).toISOString(),
      ...(enablePurgeProtection ? { purgeProtectionEnabled: true } : {}),
    },
  };
}

function listDeleted({ service }: ArmCall): Answer {
  return jsonAnswer(200, { value: service.vaults.listDeleted(service.now).map(showDeleted) });
}

/** @unverified */
const deletedNotFound = (name: string): Answer =>
  armError(404, 'DeletedVaultNotFound', `The specified deleted vault '${name}' does not exist.`);

/** Only where it was: a deleted vault is asked for in its location. */
function findDeleted({ params, service }: ArmCall): DeletedVault | undefined {
  const deleted = service.vaults.findDeleted(params.name ?? '', service.now);
  return deleted?.vault.location.toLowerCase() === params.location?.toLowerCase().replaceAll(' ', '') ? deleted : undefined;
}

function getDeleted(call: ArmCall): Answer {
  const { params } = call;
  const deleted = findDeleted(call);
  return deleted === undefined ? deletedNotFound(params.name ?? '') : jsonAnswer(200, showDeleted(deleted));
}

function purgeDeleted(call: ArmCall): Answer {
  const { params, service } = call;
  const deleted = findDeleted(call);
  if (deleted === undefined) return deletedNotFound(params.name ?? '');
  if (deleted.vault.properties.enablePurgeProtection) {
    // @unverified
    return armError(
      403,
      'MethodNotAllowed',
      `Operation "DeletedVaultPurge" is not allowed on this vault because purge protection is enabled. Key Vault service will automatically purge the vault after the retention period has passed.`,
    );
  }
  service.vaults.purge(params.name ?? '');
  return { status: 202, headers: [['Retry-After', '0']], body: undefined };
}
