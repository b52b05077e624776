import { type Answer, jsonAnswer } from '../http/answer.ts';
import { sampleSubscriptionId } from '../sampleIdentity.ts';
import { type RoleName, roleNames, roles } from '../vault/roles.ts';
import { armError } from './armAnswers.ts';
import type { ArmCall, ArmOperation } from './armOperation.ts';
import { authorizationScopes } from './roleScopes.ts';

// @unverified All sentences.

const action = 'Microsoft.Authorization/roleDefinitions/read';

/** Microsoft.Authorization/roleDefinitions: the built-in roles; there are no others here. */
export const roleDefinitionOperations: readonly ArmOperation[] = authorizationScopes.flatMap(scope => {
  const all = `${scope}providers/microsoft.authorization/roledefinitions`;
  return [
    { method: 'GET', path: all, action, run: list },
    { method: 'GET', path: `${all}/{id}`, action, run: get },
  ];
});

export const definitionId = (role: RoleName): string =>
  `/subscriptions/${sampleSubscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roles[role].id}`;

/** Callers give the whole resource id, of the subscription or of the tenant: its last segment says it. */
export const roleOfId = (id: string): RoleName | undefined =>
  roleNames.find(role => roles[role].id === id.split('/').at(-1)?.toLowerCase());

function list({ query }: ArmCall): Answer {
  const [, wanted] = /roleName eq '([^']+)'/i.exec(query.get('$filter') ?? '') ?? [];
  const named = roleNames.filter(role => wanted === undefined || role.toLowerCase() === wanted.toLowerCase());
  return jsonAnswer(200, { value: named.map(shown) });
}

function get({ params }: ArmCall): Answer {
  const role = roleOfId(params.id ?? '');
  if (role !== undefined) return jsonAnswer(200, shown(role));
  return armError(404, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${params.id}' does not exist.`);
}

/** The data actions alone: what else a role may do decides nothing here. */
function shown(role: RoleName): object {
  const { id, dataActions } = roles[role];
  return {
    properties: {
      roleName: role,
      type: 'BuiltInRole',
      assignableScopes: ['/'],
      permissions: [
        { actions: [], notActions: [], dataActions: dataActions.map(word => `Microsoft.KeyVault/vaults/${word}`), notDataActions: [] },
      ],
    },
    id: definitionId(role),
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
  };
}
