import { managementVersions } from '../explain/apiVersions.ts';
import { type Operation, type OperationRow, operationOfRow } from './operation.ts';

const needs = (action: string, role: string) => ({ permission: null, action, role });
const own = (action: string, role: string) => needs(`Microsoft.KeyVault/${action}`, role);
const provider = '/subscriptions/{subscription}/providers/Microsoft.KeyVault';
const group = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault';
const vault = `${group}/vaults/{name}`;
const deleted = `${provider}/locations/{location}/deletedVaults/{name}`;
const contributor = 'Key Vault Contributor';
const newest = managementVersions[0] ?? null;

const create =
  '{\n  "location": "«1:westeurope»",\n  "properties": {\n    "tenantId": "«2:tenant id»",\n    "sku": { "family": "A", "name": "«3|standard,premium|»" },\n    "enableRbacAuthorization": «4|true,false|»\n  }\n}';
const network =
  '{\n  "properties": {\n    "publicNetworkAccess": "«1|Enabled,Disabled|»",\n    "networkAcls": { "bypass": "AzureServices", "defaultAction": "«2|Deny,Allow|»", "ipRules": [{ "value": "«3:203.0.113.7»" }] }\n  }\n}';
const policies =
  '{\n  "properties": {\n    "accessPolicies": [\n      { "tenantId": "«1:tenant id»", "objectId": "«2:object id»", "permissions": { "secrets": ["get", "list"] } }\n    ]\n  }\n}';
const assignment =
  '{\n  "properties": {\n    "roleDefinitionId": "/subscriptions/«1:subscription»/providers/Microsoft.Authorization/roleDefinitions/«2:4633458b-17de-408a-b874-0445c86b69e6»",\n    "principalId": "«3:object id»",\n    "principalType": "«4|ServicePrincipal,User,Group|»"\n  }\n}';

const rows: readonly OperationRow[] = [
  ['GET', `${provider}/vaults`, 'List the vaults of a subscription', null, newest, own('vaults/read', 'Reader')],
  ['GET', `${group}/vaults`, 'List the vaults of a resource group', null, newest, own('vaults/read', 'Reader')],
  ['GET', vault, "Read a vault's properties: access policies or roles, network rules", null, newest, own('vaults/read', 'Reader')],
  ['PUT', vault, 'Create or replace a vault', create, newest, own('vaults/write', contributor)],
  ['PATCH', vault, "Change a vault's properties, such as its network rules", network, newest, own('vaults/write', contributor)],
  ['DELETE', vault, 'Delete a vault: it can be recovered until it is purged', null, newest, own('vaults/delete', contributor)],
  ['PUT', `${vault}/accessPolicies/add`, 'Add access policies', policies, newest, own('vaults/accessPolicies/write', contributor)],
  ['PUT', `${vault}/accessPolicies/remove`, 'Remove access policies', policies, newest, own('vaults/accessPolicies/write', contributor)],
  [
    'PUT',
    `${vault}/accessPolicies/replace`,
    'Replace all access policies',
    policies,
    newest,
    own('vaults/accessPolicies/write', contributor),
  ],
  ['GET', `${provider}/deletedVaults`, 'List the deleted vaults', null, newest, own('deletedVaults/read', 'Reader')],
  ['GET', deleted, 'Read a deleted vault', null, newest, own('locations/deletedVaults/read', 'Reader')],
  [
    'POST',
    `${deleted}/purge`,
    'Purge a deleted vault, for good',
    null,
    newest,
    own('locations/deletedVaults/purge/action', 'Key Vault Purge Operator'),
  ],
  ['GET', `${group}/managedHSMs`, 'List the managed HSMs of a resource group', null, newest, own('managedHSMs/read', 'Reader')],
  ['GET', `${group}/managedHSMs/{name}`, "Read a managed HSM's properties", null, newest, own('managedHSMs/read', 'Reader')],
  [
    'GET',
    `${vault}/providers/Microsoft.Authorization/roleAssignments`,
    "List a vault's role assignments",
    null,
    '2022-04-01',
    needs('Microsoft.Authorization/roleAssignments/read', 'Reader'),
  ],
  [
    'PUT',
    `${vault}/providers/Microsoft.Authorization/roleAssignments/{assignment}`,
    'Assign a role for a vault',
    assignment,
    '2022-04-01',
    needs('Microsoft.Authorization/roleAssignments/write', 'Key Vault Data Access Administrator'),
  ],
];

/** What Azure Resource Manager does with vaults: their properties, policies and roles. It never sees a secret's value. */
export const managementOperations: readonly Operation[] = rows.map(operationOfRow);
