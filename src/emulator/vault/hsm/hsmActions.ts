import type { Operation, Permission } from '../operation.ts';

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

/** `Microsoft.KeyVault/managedHsm/…` for the action of a vault. Deleted keys are read with an action of their own. */
export function hsmAction({ path, permission: { action } }: Pick<Operation, 'path' | 'permission'>): string {
  const readsDeleted = path.startsWith('deletedkeys') && action === 'keys/read';
  return `Microsoft.KeyVault/managedHsm/${readsDeleted ? 'keys/deletedKeys/read/action' : (renamed[action] ?? action)}`;
}

/** What only a managed HSM asks for; it has no access policies. */
export const mayLocally = (action: string): Permission => ({ kind: 'keys', word: 'none', action });
