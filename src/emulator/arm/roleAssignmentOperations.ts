import type { JsonObject } from '../../core/model/tokenFacts.ts';
import { guid } from '../guid.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import { objectOrEmpty } from '../http/readJsonObject.ts';
import { samplePrincipals, sampleTenantId } from '../sampleIdentity.ts';
import { isWithin, type RoleAssignment } from '../vault/roleAssignments.ts';
import { armError, badRequest, resourceNotFound } from './armAnswers.ts';
import type { ArmCall, ArmOperation } from './armOperation.ts';
import { definitionId, roleOfId } from './roleDefinitionOperations.ts';
import { authorizationScopes } from './roleScopes.ts';

// @unverified All sentences; the codes are those that deployment tools look for.

/** Microsoft.Authorization/roleAssignments, on the subscription, a group, a vault or an object of a vault. */
export const roleAssignmentOperations: readonly ArmOperation[] = authorizationScopes.flatMap(scope => {
  const all = `${scope}providers/microsoft.authorization/roleassignments`;
  const one = `${all}/{id}`;
  return [
    { method: 'GET', path: all, action: 'Microsoft.Authorization/roleAssignments/read', run: list },
    { method: 'GET', path: one, action: 'Microsoft.Authorization/roleAssignments/read', run: get },
    { method: 'PUT', path: one, action: 'Microsoft.Authorization/roleAssignments/write', run: put },
    { method: 'DELETE', path: one, action: 'Microsoft.Authorization/roleAssignments/delete', run: remove },
  ];
});

const provider = '/providers/Microsoft.Authorization/roleAssignments';

/** What the path stands on before the provider of the assignment. */
const scopeOf = ({ path }: ArmCall): string => path.replace(/\/+providers\/microsoft\.authorization\/.*$/i, '');

/** All that hold at the scope or below it; `atScope()` leaves out those below. */
function list(call: ArmCall): Answer {
  const scope = scopeOf(call);
  const filter = call.query.get('$filter') ?? '';
  const [, principalId] = /(?:principalId eq|assignedTo\()\s*'([^']+)'/i.exec(filter) ?? [];
  const holds = (assignment: RoleAssignment): boolean =>
    (isWithin(scope, assignment.scope) || (!/atScope\(\)/i.test(filter) && isWithin(assignment.scope, scope))) &&
    (principalId === undefined || assignment.principalId === principalId.toLowerCase());
  return jsonAnswer(200, { value: call.service.assignments.list().filter(holds).map(shown) });
}

function get(call: ArmCall): Answer {
  const found = find(call);
  return found === undefined ? notFound(call) : jsonAnswer(200, shown(found));
}

function find(call: ArmCall): RoleAssignment | undefined {
  const found = call.service.assignments.find(call.params.id ?? '');
  return found?.scope.toLowerCase() === scopeOf(call).toLowerCase() ? found : undefined;
}

function remove(call: ArmCall): Answer {
  const found = find(call);
  if (found === undefined) return { status: 204, headers: [], body: undefined };
  call.service.assignments.delete(found.name);
  return jsonAnswer(200, shown(found));
}

function put(call: ArmCall): Answer {
  const { params, body, service, objectId } = call;
  const { id = '', name, group = '' } = params;
  if (!guid.test(id)) {
    return badRequest(`The role assignment ID '${id}' is not valid. The role assignment ID must be a GUID.`, 'InvalidRoleAssignmentId');
  }
  if (name !== undefined && service.vaults.find(name)?.group.toLowerCase() !== group.toLowerCase()) return resourceNotFound(name, group);
  const asked = readAsked(objectOrEmpty(body?.properties));
  if ('status' in asked) return asked;
  const assignment: RoleAssignment = {
    name: id.toLowerCase(),
    ...asked,
    scope: scopeOf(call),
    createdAt: service.now,
    createdBy: objectId,
  };
  const conflict = whyConflict(assignment, service.assignments.list());
  if (conflict !== undefined) return conflict;
  service.assignments.put(assignment);
  return jsonAnswer(201, shown(assignment));
}

function readAsked({ roleDefinitionId, principalId }: JsonObject): Pick<RoleAssignment, 'principalId' | 'role'> | Answer {
  if (typeof roleDefinitionId !== 'string' || typeof principalId !== 'string') {
    return badRequest('The request content was invalid: roleDefinitionId and principalId are required.', 'InvalidRequestContent');
  }
  const role = roleOfId(roleDefinitionId);
  if (role === undefined) {
    const id = roleDefinitionId.split('/').at(-1);
    return armError(404, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${id}' does not exist.`);
  }
  const principal = principalId.toLowerCase();
  if (samplePrincipals.has(principal)) return { role, principalId: principal };
  const message = `Principal ${principalId} does not exist in the directory ${sampleTenantId}. Check that you have the correct principal ID.`;
  return badRequest(message, 'PrincipalNotFound');
}

function whyConflict(wanted: RoleAssignment, known: readonly RoleAssignment[]): Answer | undefined {
  const same = known.find(
    ({ role, principalId, scope }) =>
      role === wanted.role && principalId === wanted.principalId && scope.toLowerCase() === wanted.scope.toLowerCase(),
  );
  if (same !== undefined) return armError(409, 'RoleAssignmentExists', 'The role assignment already exists.');
  if (known.every(({ name }) => name !== wanted.name)) return undefined;
  const message = 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.';
  return armError(409, 'RoleAssignmentUpdateNotPermitted', message);
}

const notFound = ({ params }: ArmCall): Answer =>
  armError(404, 'RoleAssignmentNotFound', `The role assignment '${params.id}' is not found.`);

function shown({ name, principalId, role, scope, createdAt, createdBy }: RoleAssignment): object {
  const at = new Date(createdAt).toISOString();
  return {
    properties: {
      roleDefinitionId: definitionId(role),
      principalId,
      principalType: samplePrincipals.get(principalId) ?? 'ServicePrincipal',
      scope,
      condition: null,
      conditionVersion: null,
      ...{ createdOn: at, updatedOn: at, createdBy, updatedBy: createdBy },
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: `${scope}${provider}/${name}`,
    type: 'Microsoft.Authorization/roleAssignments',
    name,
  };
}
