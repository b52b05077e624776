import type { JsonObject } from '../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { sampleSubscriptionId } from '../sampleIdentity.ts';
import { armError, badRequest, groupNotFound, resourceNotFound } from './armAnswers.ts';
import type { ArmCall, ArmOperation, ArmService } from './armOperation.ts';
import { armPage } from './armPage.ts';
import { type ManagedVault, newVaultProperties, showVault, type VaultProperties, vaultId } from './managedVault.ts';
import { changePolicies, type DeletedVault } from './managedVaults.ts';
import { readPolicies, readProperties } from './readVaultBody.ts';
import { sampleGroup } from './sampleVaults.ts';

// @unverified The codes are documented; of the sentences only those of a taken or deleted name were found.

const provider = 'providers/microsoft.keyvault';
const inGroup = `resourcegroups/{group}/${provider}/vaults`;

/** Everything that the management plane does with vaults that are not deleted. */
export const liveVaultOperations: readonly ArmOperation[] = [
  { method: 'GET', path: `${provider}/vaults`, action: 'Microsoft.KeyVault/vaults/read', run: listVaults },
  { method: 'GET', path: inGroup, action: 'Microsoft.KeyVault/vaults/read', run: listVaults },
  {
    method: 'GET',
    path: `${inGroup}/{name}`,
    action: 'Microsoft.KeyVault/vaults/read',
    run: call => withVault(call, vault => jsonAnswer(200, showVault(vault))),
  },
  { method: 'PUT', path: `${inGroup}/{name}`, action: 'Microsoft.KeyVault/vaults/write', run: putVault },
  {
    method: 'PATCH',
    path: `${inGroup}/{name}`,
    action: 'Microsoft.KeyVault/vaults/write',
    run: call => withVault(call, vault => patchVault(vault, call)),
  },
  { method: 'DELETE', path: `${inGroup}/{name}`, action: 'Microsoft.KeyVault/vaults/delete', run: deleteVault },
  {
    method: 'PUT',
    path: `${inGroup}/{name}/accesspolicies/{how}`,
    action: 'Microsoft.KeyVault/vaults/accessPolicies/write',
    run: putPolicies,
  },
  { method: 'POST', path: `${provider}/checknameavailability`, action: 'Microsoft.KeyVault/checkNameAvailability/read', run: checkName },
];

function withVault({ params, service }: ArmCall, run: (vault: ManagedVault) => Answer): Answer {
  const { name = '', group = '' } = params;
  const vault = service.vaults.find(name);
  return vault === undefined || vault.group.toLowerCase() !== group.toLowerCase() ? resourceNotFound(name, group) : run(vault);
}

function listVaults(call: ArmCall): Answer {
  const { params, service } = call;
  const group = params.group?.toLowerCase();
  if (params.group !== undefined && !isKnownGroup(params.group, service)) return groupNotFound(params.group);
  const vaults = service.vaults.list().filter(vault => group === undefined || vault.group.toLowerCase() === group);
  return armPage(call, vaults, ({ name }) => name.toLowerCase(), showVault);
}

/** Groups are not managed here: those that hold something are known. */
const isKnownGroup = (group: string, { vaults }: ArmService): boolean =>
  [sampleGroup, ...vaults.list().map(vault => vault.group)].some(known => known.toLowerCase() === group.toLowerCase());

/** The version of 2026-02-01 is the first in which a vault without a word about it uses roles. */
const isRbacDefault = (version: string): boolean => version.slice(0, 10) >= '2026-02-01';

function putVault(call: ArmCall): Answer {
  const { params, body, version, service } = call;
  const { name = '', group = '' } = params;
  if (!isVaultName(name) && service.vaults.find(name) === undefined && service.vaults.findDeleted(name, service.now) === undefined) {
    return armError(400, 'VaultNameNotValid', invalidName(name));
  }
  if (!isKnownGroup(group, service)) return groupNotFound(group);
  if (body === undefined) return armError(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
  const known = service.vaults.find(name);
  if (known !== undefined && known.group.toLowerCase() !== group.toLowerCase()) return nameIsTaken(name);
  const deleted = known === undefined ? service.vaults.findDeleted(name, service.now) : undefined;
  if (deleted !== undefined)
    return (body.properties as JsonObject | undefined)?.createMode === 'recover' ? recover(deleted, service) : existsDeleted(name);
  const location = typeof body.location === 'string' ? body.location : undefined;
  if (location === undefined) return armError(400, 'LocationRequired', 'The location property is required for this definition.');
  const base: VaultProperties = known?.properties ?? {
    ...newVaultProperties(service.trust.tenantId),
    enableRbacAuthorization: isRbacDefault(version),
  };
  const vault: ManagedVault = {
    subscription: sampleSubscriptionId,
    group: known?.group ?? group,
    name: known?.name ?? name,
    location: known?.location ?? location,
    tags: readTags(body.tags) ?? {},
    properties: readProperties(body.properties, base, known === undefined),
  };
  service.vaults.put(vault);
  return jsonAnswer(known === undefined ? 201 : 200, showVault(vault));
}

function recover({ vault }: DeletedVault, { vaults }: ArmService): Answer {
  vaults.put(vault);
  return jsonAnswer(201, showVault(vault));
}

function patchVault(vault: ManagedVault, { body, service }: ArmCall): Answer {
  if (body === undefined) return armError(400, 'InvalidRequestContent', 'The request content was invalid and could not be deserialized.');
  const changed = {
    ...vault,
    tags: readTags(body.tags) ?? vault.tags,
    properties: readProperties(body.properties, vault.properties, false),
  };
  service.vaults.put(changed);
  return jsonAnswer(200, showVault(changed));
}

function readTags(given: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

function deleteVault({ params, service }: ArmCall): Answer {
  const { name = '', group = '' } = params;
  const vault = service.vaults.find(name);
  if (vault?.group.toLowerCase() !== group.toLowerCase()) return { status: 204, headers: [], body: undefined };
  service.vaults.delete(name, service.now);
  service.assignments.deleteWithin(vaultId(vault));
  return { status: 200, headers: [], body: undefined };
}

function putPolicies(call: ArmCall): Answer {
  const how = call.params.how?.toLowerCase();
  if (how !== 'add' && how !== 'replace' && how !== 'remove') return badRequest(`The operation kind '${call.params.how}' is not valid.`);
  return withVault(call, vault => {
    const given = (call.body?.properties as JsonObject | undefined)?.accessPolicies;
    const accessPolicies = changePolicies(vault.properties.accessPolicies, how, readPolicies(given, vault.properties.tenantId));
    call.service.vaults.put({ ...vault, properties: { ...vault.properties, accessPolicies } });
    const id = `${vaultId(vault)}/accessPolicies/`;
    return jsonAnswer(200, { id, type: 'Microsoft.KeyVault/vaults/accessPolicies', properties: { accessPolicies } });
  });
}

function checkName({ body, service }: ArmCall): Answer {
  const name = body?.name;
  if (typeof name !== 'string') return badRequest("The parameter 'name' is missing.");
  const known = service.vaults.find(name) !== undefined || service.vaults.findDeleted(name, service.now) !== undefined;
  if (!known && !isVaultName(name)) {
    return jsonAnswer(200, { nameAvailable: false, reason: 'AccountNameInvalid', message: invalidName(name) });
  }
  return known
    ? jsonAnswer(200, {
        nameAvailable: false,
        reason: 'AlreadyExists',
        message: `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
      })
    : jsonAnswer(200, { nameAvailable: true });
}

const isVaultName = (name: string): boolean => /^[a-z](?!.*--)[a-z0-9-]{1,22}[a-z0-9]$/i.test(name);

const invalidName = (name: string): string =>
  `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.`;

const nameIsTaken = (name: string): Answer =>
  armError(
    409,
    'VaultAlreadyExists',
    `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
  );

const existsDeleted = (name: string): Answer =>
  armError(
    409,
    'ConflictError',
    `A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete. Vault: '${name}'.`,
  );
