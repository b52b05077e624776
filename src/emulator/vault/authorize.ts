import type { HeaderPair } from '../../core/model/headers.ts';
import type { Answer } from '../http/answer.ts';
import { sampleLocation, sampleVaultName, sampleVaultResourceId } from '../sampleIdentity.ts';
import { type Caller, callerText } from './caller.ts';
import type { Permission } from './operation.ts';
import { refuse } from './refusals.ts';
import { isWithin, type RoleAssignment } from './roleAssignments.ts';
import { roleAllows } from './roles.ts';

/** Who may do what: the role assignments there are, or what the access policies say of the caller (undefined where none names it). */
export type Grants =
  | { readonly model: 'rbac'; readonly assignments: readonly RoleAssignment[] }
  | { readonly model: 'access-policies'; readonly policy: AccessPolicy | undefined };

/** Words per kind of object; `all` stands for every word. */
export type AccessPolicy = Readonly<Partial<Record<Permission['kind'], readonly string[]>>>;

export type Authorization =
  | { readonly kind: 'allowed'; readonly headers: readonly HeaderPair[] }
  | { readonly kind: 'denied'; readonly answer: Answer };

const vaultText = `${sampleVaultName};location=${sampleLocation}`;

/** @param name the object that is asked for; nothing where it is the vault itself, as for lists. */
export function authorize(caller: Caller, permission: Permission, name: string | undefined, grants: Grants): Authorization {
  if (grants.model === 'access-policies') {
    const { policy } = grants;
    if (policy === undefined) return { kind: 'denied', answer: inNoPolicy(caller) };
    const words = policy[permission.kind] ?? [];
    const allowed = words.includes('all') || words.includes(permission.word);
    return allowed ? { kind: 'allowed', headers: [] } : { kind: 'denied', answer: deniedByPolicy(caller, permission) };
  }
  const resource = name === undefined ? sampleVaultResourceId : `${sampleVaultResourceId}/${permission.kind}/${name}`;
  const assignment = grants.assignments.find(
    ({ principalId, role, scope }) => principalId === caller.objectId && roleAllows(role, permission.action) && isWithin(resource, scope),
  );
  if (assignment === undefined) return { kind: 'denied', answer: deniedByRbac(caller, permission, resource) };
  return {
    kind: 'allowed',
    headers: [
      ['x-ms-keyvault-rbac-assignment-id', assignment.name.replaceAll('-', '')],
      ['x-ms-keyvault-rbac-cache', 'ra_age=0;da_age=0;rd_age=0;brd_age=600;ra_notif_age=60;dec_lev=1;'],
    ],
  };
}

function deniedByRbac(caller: Caller, { action }: Permission, resource: string): Answer {
  const message = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: ${callerText(caller)}`,
    `Action: 'Microsoft.KeyVault/vaults/${action}'`,
    `Resource: '${resource.toLowerCase()}'`,
    'Assignment: (not found)',
    'DenyAssignmentId: null',
    "DecisionReason: 'DeniedWithNoValidRBAC' ",
    `Vault: ${vaultText}`,
    '',
  ].join('\r\n');
  return refuse(403, 'Forbidden', message, 'ForbiddenByRbac');
}

function deniedByPolicy(caller: Caller, { kind, word }: Permission): Answer {
  const message =
    `The user, group or application '${callerText(caller)}' does not have ${kind} ${word} permission on key vault '${vaultText}'. ` +
    'For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287';
  return refuse(403, 'Forbidden', message, 'ForbiddenByPolicy');
}

/** Reported for callers that no policy names. @unverified The lines after the first. */
function inNoPolicy(caller: Caller): Answer {
  const message = ['Access denied. Caller was not found on any access policy.', `Caller: ${callerText(caller)}`, `Vault: ${vaultText}`];
  return refuse(403, 'Forbidden', message.join('\r\n'), 'AccessDenied');
}
