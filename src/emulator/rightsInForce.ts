import type { ManagedVaults } from './arm/managedVaults.ts';
import { policyFor } from './arm/sampleVaults.ts';
import { sampleVaultName } from './sampleIdentity.ts';
import type { ScenarioRun } from './scenario/scenarioRun.ts';
import type { Grants } from './vault/authorize.ts';
import type { Caller } from './vault/caller.ts';
import type { LocalRoles } from './vault/hsm/localRoles.ts';
import type { RoleAssignments } from './vault/roleAssignments.ts';

export interface RightsParts {
  readonly vaults: ManagedVaults;
  readonly assignments: RoleAssignments;
  readonly localRoles: LocalRoles;
}

/** Everything that gives somebody a right, as it stands while one scenario lasts. */
export class RightsInForce {
  readonly #parts: RightsParts;
  readonly #run: ScenarioRun;
  /** What there was when the scenario began. */
  readonly #before: ReadonlySet<object>;

  constructor(parts: RightsParts, run: ScenarioRun) {
    const { assignments, localRoles } = parts;
    this.#parts = parts;
    this.#run = run;
    this.#before = new Set<object>([...assignments.list(), ...(this.#properties?.accessPolicies ?? []), ...localRoles.assignments()]);
  }

  /** What the sample vault goes by for this caller. */
  grantsFor(caller: Caller): Grants {
    const counts = this.countFor(caller);
    const { enableRbacAuthorization, accessPolicies = [] } = this.#properties ?? {};
    if (this.#run.scenario.permissionModel === 'rbac' && enableRbacAuthorization !== false) {
      return { model: 'rbac', assignments: this.#parts.assignments.list().filter(counts) };
    }
    const policies = accessPolicies.map(entry => (counts(entry) ? entry : { ...entry, permissions: {} }));
    return { model: 'access-policies', policy: policyFor(caller, policies) };
  }

  /** Scenarios without rights take away those that there were; what has been given since is how they are mended. */
  countFor(caller: Caller): (right: object) => boolean {
    if (this.#run.grantsFor(caller.objectId) === 'as-assigned') return () => true;
    return right => this.#run.scenario.grants === 'none' && !this.#before.has(right);
  }

  get #properties() {
    return this.#parts.vaults.find(sampleVaultName)?.properties;
  }
}
