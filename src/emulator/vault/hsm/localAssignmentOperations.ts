import { guid } from '../../guid.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { objectOrEmpty, readJsonObject } from '../../http/readJsonObject.ts';
import type { Call, Operation } from '../operation.ts';
import { badParameter, invalidProperty, notJson, refuse } from '../refusals.ts';
import { mayLocally } from './hsmActions.ts';
import type { HsmObjects } from './hsmObjects.ts';
import { definitionId, roleNotFound } from './localRoleOperations.ts';
import { isBelow, type LocalAssignment } from './localRoles.ts';

const assignments = 'providers/Microsoft.Authorization/roleAssignments';
const scopes = [
  { path: '', of: () => '/' },
  { path: 'keys/', of: () => '/keys' },
  { path: 'keys/{name}/', of: ({ params }: Call) => `/keys/${params.name}` },
] as const;

/** Role assignments of the HSM, on all of it, on its keys or on one key. */
export const localAssignmentOperations: readonly Operation<HsmObjects>[] = scopes.flatMap(
  ({ path, of }): readonly Operation<HsmObjects>[] => {
    const all = path + assignments;
    const one = `${all}/{id}`;
    const may = (what: 'read' | 'write' | 'delete') => mayLocally(`roleAssignments/${what}/action`);
    return [
      { method: 'GET', path: all, permission: may('read'), run: (call, hsm) => list(of(call), call, hsm) },
      { method: 'GET', path: one, permission: may('read'), run: (call, hsm) => shownOr404(find(of(call), call, hsm)) },
      { method: 'PUT', path: one, permission: may('write'), run: (call, hsm) => put(of(call), call, hsm) },
      { method: 'DELETE', path: one, permission: may('delete'), run: (call, hsm) => remove(of(call), call, hsm) },
    ];
  },
);

/** All at the scope, above and below it; `atScope()` leaves out those below. */
function list(scope: string, { query }: Call, { roles }: HsmObjects): Answer {
  const filter = query.get('$filter') ?? '';
  const [, principalId] = /principalId eq '?([^' ]+)'?/i.exec(filter) ?? [];
  const holds = (assignment: LocalAssignment): boolean =>
    (isBelow(scope, assignment.scope) || (!/atScope\(\)/i.test(filter) && isBelow(assignment.scope, scope))) &&
    (principalId === undefined || assignment.principalId === principalId.toLowerCase());
  return jsonAnswer(200, { value: roles.assignments().filter(holds).map(shown) });
}

function find(scope: string, { params }: Call, { roles }: HsmObjects): LocalAssignment | undefined {
  const found = roles.findAssignment(params.id ?? '');
  return found?.scope === scope ? found : undefined;
}

/** Recorded. */
const notFound = refuse(404, 'RoleAssignmentNotFound', 'Requested role assignment not found');

const shownOr404 = (found: LocalAssignment | undefined): Answer => (found === undefined ? notFound : jsonAnswer(200, shown(found)));

function put(scope: string, { params, body: text }: Call, { roles }: HsmObjects): Answer {
  const { id = '' } = params;
  // @unverified
  if (!guid.test(id)) return badParameter(`Role assignment name ${id} is not a GUID.`);
  const body = readJsonObject(text);
  if (body === undefined) return notJson;
  const { principalId, roleDefinitionId } = objectOrEmpty(body.properties);
  if (typeof principalId !== 'string' || !guid.test(principalId)) return invalidProperty('principalId');
  const role = typeof roleDefinitionId === 'string' ? roles.findRole(roleDefinitionId.split('/').at(-1) ?? '') : undefined;
  if (role === undefined) return roleNotFound;
  const assignment: LocalAssignment = { name: id.toLowerCase(), principalId: principalId.toLowerCase(), roleId: role.id, scope };
  if (roles.assignments().some(known => known.name === assignment.name || isSame(known, assignment))) return exists;
  roles.assign(assignment);
  return jsonAnswer(201, shown(assignment));
}

const isSame = (one: LocalAssignment, other: LocalAssignment): boolean =>
  one.principalId === other.principalId && one.roleId === other.roleId && one.scope === other.scope;

/** @unverified */
const exists = refuse(409, 'RoleAssignmentExists', 'The role assignment already exists');

function remove(scope: string, call: Call, hsm: HsmObjects): Answer {
  const found = find(scope, call, hsm);
  if (found !== undefined) hsm.roles.unassign(found.name);
  return shownOr404(found);
}

/** The order is recorded. */
function shown({ name, principalId, roleId, scope }: LocalAssignment): object {
  return {
    id: `${scope === '/' ? '' : scope}/${assignments}/${name}`,
    name,
    properties: { principalId, roleDefinitionId: definitionId(roleId), scope },
    type: 'Microsoft.Authorization/roleAssignments',
  };
}
