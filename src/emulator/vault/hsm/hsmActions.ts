/** Where a managed HSM calls a data action otherwise than a vault; both after their own prefix. */
const renamed: Readonly<Record<string, string>> = {
  'keys/read': 'keys/read/action',
  'keys/create/action': 'keys/create',
  'keys/update/action': 'keys/write/action',
  'keys/recover/action': 'keys/deletedKeys/recover/action',
  'keys/purge/action': 'keys/deletedKeys/delete',
  'keyrotationpolicies/read': 'keys/read/action',
  'keyrotationpolicies/write': 'keys/write/action',
};

/** `Microsoft.KeyVault/managedHsm/…` for the action of a vault. */
export const hsmAction = (action: string): string => `Microsoft.KeyVault/managedHsm/${renamed[action] ?? action}`;

/** Local roles of the sample HSM and their actions; `*` ends a pattern. */
const localRoles = {
  'Managed HSM Crypto Officer': ['keys/deletedKeys/recover/action', 'keys/deletedKeys/delete', 'keys/read/action', 'rng/action'],
  'Managed HSM Crypto User': ['keys/*', 'rng/action'],
  'Managed HSM Crypto Auditor': ['keys/read/action'],
} as const satisfies Record<string, readonly string[]>;

export type LocalRole = keyof typeof localRoles;

export function localRoleAllows(role: LocalRole, action: string): boolean {
  const name = action.replace('Microsoft.KeyVault/managedHsm/', '');
  return localRoles[role].some(pattern => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
}
