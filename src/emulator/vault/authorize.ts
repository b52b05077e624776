import type { HeaderPair } from '../../core/model/headers.ts';
import type { Answer } from '../http/answer.ts';
import { sampleLocation, sampleVaultName, sampleVaultResourceId } from '../sampleIdentity.ts';
import { type Caller, callerText } from './caller.ts';
import type { Permission } from './operation.ts';
import { refuse } from './refusals.ts';
import { type RoleName, roleAllows } from './roles.ts';

/** Who may do what, by object id. */
export type Grants =
  | { readonly model: 'rbac'; readonly roles: ReadonlyMap<string, readonly RoleName[]> }
  | { readonly model: 'access-policies'; readonly policies: ReadonlyMap<string, AccessPolicy> };

/** Words per kind of object; `all` stands for every word. */
export type AccessPolicy = Readonly<Partial<Record<Permission['kind'], readonly string[]>>>;

export type Authorization =
  | { readonly kind: 'allowed'; readonly headers: readonly HeaderPair[] }
  | { readonly kind: 'denied'; readonly answer: Answer };

const vaultText = `${sampleVaultName};location=${sampleLocation}`;

export function authorize(caller: Caller, permission: Permission, grants: Grants): Authorization {
  if (grants.model === 'access-policies') {
    const words = grants.policies.get(caller.objectId)?.[permission.kind] ?? [];
    const allowed = words.includes('all') || words.includes(permission.word);
    return allowed ? { kind: 'allowed', headers: [] } : { kind: 'denied', answer: deniedByPolicy(caller, permission) };
  }
  const roles = grants.roles.get(caller.objectId) ?? [];
  if (!roles.some(role => roleAllows(role, permission.action))) return { kind: 'denied', answer: deniedByRbac(caller, permission) };
  return {
    kind: 'allowed',
    headers: [
      ['x-ms-keyvault-rbac-assignment-id', assignmentId(caller)],
      ['x-ms-keyvault-rbac-cache', 'ra_age=0;da_age=0;rd_age=0;brd_age=600;ra_notif_age=60;dec_lev=1;'],
    ],
  };
}

/** Recorded form: 32 hex digits. Made of the caller's id, so that it stays the same for as long as the assignment does. */
const assignmentId = ({ objectId }: Caller): string => objectId.replaceAll('-', '').split('').reverse().join('');

function deniedByRbac(caller: Caller, { action }: Permission): Answer {
  const message = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: ${callerText(caller)}`,
    `Action: 'Microsoft.KeyVault/vaults/${action}'`,
    `Resource: '${sampleVaultResourceId}'`,
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
