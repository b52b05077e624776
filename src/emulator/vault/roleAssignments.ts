import type { RoleName } from './roles.ts';

/** Who has which role where. */
export interface RoleAssignment {
  /** A GUID in lower case. */
  readonly name: string;
  /** Object id of an identity, lower case. */
  readonly principalId: string;
  readonly role: RoleName;
  /** Resource id of a subscription, a group, a vault, or an object of a vault; as the creator wrote it, without a final slash. */
  readonly scope: string;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Object id. */
  readonly createdBy: string;
}

/** The role assignments of the subscription: written by the management plane, read by the vault. */
export class RoleAssignments {
  readonly #byName = new Map<string, RoleAssignment>();

  constructor(first: readonly RoleAssignment[]) {
    for (const assignment of first) this.put(assignment);
  }

  find = (name: string): RoleAssignment | undefined => this.#byName.get(name.toLowerCase());
  list = (): readonly RoleAssignment[] => [...this.#byName.values()];

  put(assignment: RoleAssignment): void {
    this.#byName.set(assignment.name, assignment);
  }

  delete(name: string): void {
    this.#byName.delete(name.toLowerCase());
  }

  /** They go with their resource, and do not come back when it is recovered. */
  deleteWithin(scope: string): void {
    for (const assignment of this.list()) if (isWithin(assignment.scope, scope)) this.delete(assignment.name);
  }
}

/** Whether a resource is another one or below it; resource ids have no case. */
export function isWithin(resource: string, scope: string): boolean {
  const [below, above] = [resource.toLowerCase(), scope.toLowerCase()];
  return below === above || below.startsWith(`${above}/`);
}
