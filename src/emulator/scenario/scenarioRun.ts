import type { Scenario } from './scenario.ts';

/** Of so many calls the last one is let through: a client that retries as the SDKs do gets its answer. */
const throttleCycle = 3;
/** How often a caller is refused before a new role assignment has reached the vault. */
const propagationRefusals = 2;

/** A scenario while it lasts, with what it counts. A new one is made at each change, so nothing has to be reset. */
export class ScenarioRun {
  readonly scenario: Scenario;
  #calls = 0;
  readonly #refusals = new Map<string, number>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  /** Counts a call that came with a good token and says whether it is one too many. */
  throttlesNext(): boolean {
    if (!this.scenario.throttled) return false;
    this.#calls += 1;
    return this.#calls % throttleCycle !== 0;
  }

  /** Whether the role assignments of this caller count already; each refusal brings them nearer. */
  grantsFor(objectId: string): 'as-assigned' | 'none' {
    if (this.scenario.grants !== 'propagating') return this.scenario.grants;
    const refusals = this.#refusals.get(objectId) ?? 0;
    this.#refusals.set(objectId, refusals + 1);
    return refusals < propagationRefusals ? 'none' : 'as-assigned';
  }
}
