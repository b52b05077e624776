import { type Operation, type OperationRow, operationOfRow } from './operation.ts';
import { vaultOperations } from './vaultOperations.ts';

/** A managed HSM has roles of its own, given in the HSM itself: those of Azure count for nothing there. */
const role = (name: string) => ({ permission: null, action: null, role: `Managed HSM ${name}, a role of the HSM itself` });
const definitions = '/providers/Microsoft.Authorization/roleDefinitions';
const assignments = '/providers/Microsoft.Authorization/roleAssignments';
const storage =
  '{\n  "storageResourceUri": "«1:https://account.blob.core.windows.net/container»",\n  "token": "«2:SAS token, or leave it out»"\n}';
const restore =
  '{\n  "sasTokenParameters": { "storageResourceUri": "«1:https://account.blob.core.windows.net/container»" },\n  "folderToRestore": "«2:mhsm-name-2026010100000000»"\n}';
const assignment =
  '{\n  "properties": {\n    "roleDefinitionId": "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/«1:21dbd100-6940-42c2-9190-5d6cb909625b»",\n    "principalId": "«2:object id»"\n  }\n}';

const own: readonly OperationRow[] = [
  ['POST', '/rng', 'Random bytes', '{\n  "count": «1:32»\n}', '7.3', role('Crypto User')],
  ['GET', assignments, 'List the role assignments of the HSM', null, null, role('Policy Administrator')],
  ['GET', `${assignments}/{assignment}`, 'Read a role assignment', null, null, role('Policy Administrator')],
  ['PUT', `${assignments}/{assignment}`, 'Assign a role for the whole HSM', assignment, null, role('Policy Administrator')],
  ['PUT', `/keys/{name}${assignments}/{assignment}`, 'Assign a role for one key', assignment, null, role('Policy Administrator')],
  ['DELETE', `${assignments}/{assignment}`, 'Take a role assignment back', null, null, role('Policy Administrator')],
  ['GET', definitions, 'List the role definitions of the HSM', null, null, role('Policy Administrator')],
  ['GET', '/settings', 'List the settings of the HSM', null, '7.4', role('Administrator')],
  ['GET', '/settings/{setting}', 'Read a setting of the HSM', null, '7.4', role('Administrator')],
  ['PATCH', '/settings/{setting}', 'Change a setting of the HSM', '{\n  "value": "«1|true,false|»"\n}', '7.4', role('Administrator')],
  ['POST', '/backup', 'Back the whole HSM up: answers 202 and a job', storage, null, role('Backup')],
  ['GET', '/backup/{job}/pending', 'Read how a backup of the HSM goes on', null, null, role('Backup')],
  ['PUT', '/restore', 'Restore the whole HSM: answers 202 and a job', restore, null, role('Restore')],
  ['PUT', '/keys/{name}/restore', 'Restore one key from a backup of the HSM', restore, null, role('Restore')],
  ['GET', '/restore/{job}/pending', 'Read how a restore of the HSM goes on', null, null, role('Restore')],
];

const officers = /^\/deletedkeys\/\{name\}/;

/** The data plane of a managed HSM: the keys of a vault, with its own roles, and what only an HSM has. */
export const hsmOperations: readonly Operation[] = [
  ...vaultOperations
    .filter(({ path }) => /^\/(?:deleted)?keys(?:\/|$)/.test(path))
    .map(operation => ({ ...operation, access: role(officers.test(operation.path) ? 'Crypto Officer' : 'Crypto User') })),
  ...own.map(operationOfRow),
];
