import { randomUUID } from 'node:crypto';
import { isWithin } from '../roleAssignments.ts';
import { builtInRoles } from './hsmRoles.ts';

const prefix = 'Microsoft.KeyVault/managedHsm/';

/** What a role permits, as the service writes it: data actions with their prefix. */
export interface LocalRole {
  /** A GUID in lower case. */
  readonly id: string;
  readonly roleName: string;
  readonly description: string;
  readonly type: 'AKVBuiltInRole' | 'CustomRole';
  readonly permissions: readonly { readonly dataActions: readonly string[]; readonly notDataActions: readonly string[] }[];
}

export interface LocalAssignment {
  /** A GUID in lower case. */
  readonly name: string;
  readonly principalId: string;
  readonly roleId: string;
  /** `/`, `/keys` or `/keys/{name}`. */
  readonly scope: string;
}

/** The access control that a managed HSM does by itself; Azure's own roles count for nothing here. */
export class LocalRoles {
  readonly #roles = new Map<string, LocalRole>(
    Object.values(builtInRoles).map(({ id, roleName, dataActions }) => [id, builtIn(id, roleName, dataActions)]),
  );
  readonly #assignments = new Map<string, LocalAssignment>();

  /** @param owner object id of the one who may do everything; it holds three roles, for none of them permits all. */
  constructor(owner: string) {
    for (const { id } of [builtInRoles.administrator, builtInRoles.cryptoOfficer, builtInRoles.cryptoUser]) {
      this.assign({ name: randomUUID(), principalId: owner, roleId: id, scope: '/' });
    }
  }

  roles = (): readonly LocalRole[] => [...this.#roles.values()];
  findRole = (id: string): LocalRole | undefined => this.#roles.get(id.toLowerCase());
  assignments = (): readonly LocalAssignment[] => [...this.#assignments.values()];
  findAssignment = (name: string): LocalAssignment | undefined => this.#assignments.get(name.toLowerCase());

  setRole(role: LocalRole): void {
    this.#roles.set(role.id, role);
  }

  deleteRole(id: string): void {
    this.#roles.delete(id);
  }

  assign(assignment: LocalAssignment): void {
    this.#assignments.set(assignment.name, assignment);
  }

  unassign(name: string): void {
    this.#assignments.delete(name);
  }

  /** @param action with its prefix. @param counts whether an assignment is in force. */
  allows(principalId: string, action: string, scope: string, counts: (assignment: LocalAssignment) => boolean): boolean {
    return this.assignments()
      .filter(each => each.principalId === principalId && isBelow(scope, each.scope) && counts(each))
      .some(({ roleId }) => this.findRole(roleId)?.permissions.some(permission => permits(permission, action)) ?? false);
  }
}

const builtIn = (id: string, roleName: string, actions: readonly string[]): LocalRole => ({
  ...{ id, roleName, description: '', type: 'AKVBuiltInRole' },
  permissions: [{ dataActions: actions.map(action => prefix + action), notDataActions: [] }],
});

const permits = ({ dataActions, notDataActions }: LocalRole['permissions'][number], action: string): boolean =>
  dataActions.includes(action) && !notDataActions.includes(action);

/** Whether a scope is another one or below it. */
export const isBelow = (scope: string, above: string): boolean => above === '/' || isWithin(scope, above);
