import type { JsonObject, JsonValue } from '../../../core/model/tokenFacts.ts';
import { guid } from '../../guid.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { objectOrEmpty, readJsonObject } from '../../http/readJsonObject.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, invalidProperty, notJson, refuse } from '../refusals.ts';
import { mayLocally } from './hsmActions.ts';
import type { HsmObjects } from './hsmObjects.ts';
import type { LocalRole } from './localRoles.ts';

const definitions = 'providers/Microsoft.Authorization/roleDefinitions';
const mayRead = mayLocally('roleDefinitions/read/action');

/** Role definitions of the HSM; lists are the same at every scope, all else is at `/`. */
export const localRoleOperations: readonly Operation<HsmObjects>[] = [
  ...['', 'keys/', 'keys/{name}/'].map(
    (scope): Operation<HsmObjects> => ({ method: 'GET', path: scope + definitions, permission: mayRead, run: list }),
  ),
  { method: 'GET', path: `${definitions}/{id}`, permission: mayRead, run: get },
  { method: 'PUT', path: `${definitions}/{id}`, permission: mayLocally('roleDefinitions/write/action'), run: put },
  { method: 'DELETE', path: `${definitions}/{id}`, permission: mayLocally('roleDefinitions/delete/action'), run: remove },
];

export const definitionId = (id: string): string => `Microsoft.KeyVault/${definitions}/${id}`;
/** @unverified */
export const roleNotFound = refuse(404, 'RoleDefinitionNotFound', 'Requested role definition not found');
function list(_call: Call, { roles }: HsmObjects): Answer {
  return jsonAnswer(200, { value: roles.roles().map(shown) });
}

function get({ params }: Call, { roles }: HsmObjects): Answer {
  const role = roles.findRole(params.id ?? '');
  return role === undefined ? roleNotFound : jsonAnswer(200, shown(role));
}

/** Recorded. */
const isBuiltIn = badParameter('Cannot re-use the name/GUID matching that of a built-in role. Please use a unique role ID.');

function put({ params, body: text }: Call, { roles }: HsmObjects): Answer {
  const { id = '' } = params;
  // @unverified
  if (!guid.test(id)) return badParameter(`Role definition name ${id} is not a GUID.`);
  if (roles.findRole(id)?.type === 'AKVBuiltInRole') return isBuiltIn;
  const body = readJsonObject(text);
  if (body === undefined) return notJson;
  const { roleName, description, permissions = [] } = objectOrEmpty(body.properties);
  const read = readPermissions(permissions);
  if (read === undefined) return invalidProperty('permissions');
  const role: LocalRole = {
    id: id.toLowerCase(),
    roleName: typeof roleName === 'string' ? roleName : '',
    description: typeof description === 'string' ? description : '',
    type: 'CustomRole',
    permissions: read,
  };
  roles.setRole(role);
  return jsonAnswer(201, shown(role));
}

function remove({ params }: Call, { roles }: HsmObjects): Answer {
  const role = roles.findRole(params.id ?? '');
  if (role === undefined) return roleNotFound;
  if (role.type === 'AKVBuiltInRole') return isBuiltIn;
  roles.deleteRole(role.id);
  return jsonAnswer(200, shown(role));
}

function readPermissions(given: JsonValue): LocalRole['permissions'] | undefined {
  if (!Array.isArray(given)) return undefined;
  const read = given.map(permission => readPermission(objectOrEmpty(permission)));
  return read.every(permission => permission !== undefined) ? read : undefined;
}

function readPermission({ dataActions = [], notDataActions = [] }: JsonObject): LocalRole['permissions'][number] | undefined {
  const known = [dataActions, notDataActions].every(
    actions =>
      Array.isArray(actions) &&
      actions.every(action => typeof action === 'string' && /^Microsoft\.KeyVault\/managedHsm\/\S+$/.test(action)),
  );
  return known ? { dataActions: dataActions as readonly string[], notDataActions: notDataActions as readonly string[] } : undefined;
}

/** The order is recorded. */
function shown({ id, roleName, description, type, permissions }: LocalRole): object {
  const all = permissions.map(({ dataActions, notDataActions }) => ({ actions: [], dataActions, notActions: [], notDataActions }));
  const properties = { assignableScopes: ['/'], description, permissions: all, roleName, type };
  return { id: definitionId(id), name: id, properties, type: 'Microsoft.Authorization/roleDefinitions' };
}
