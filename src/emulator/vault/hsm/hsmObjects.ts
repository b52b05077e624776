import { VaultObjects } from '../vaultObjects.ts';
import type { HsmJob } from './jobOperations.ts';
import { LocalRoles } from './localRoles.ts';

/** Everything that the managed HSM keeps. */
export class HsmObjects extends VaultObjects {
  readonly roles: LocalRoles;
  /** By name; the only one that there is, as the service has it at first (recorded). */
  readonly settings = new Map<string, boolean>([['AllowKeyManagementOperationsThroughARM', false]]);
  /** Backups and restores of the whole HSM, by id. */
  readonly jobs = new Map<string, HsmJob>();

  /** @param owner object id of the one who may do everything. */
  constructor(owner: string) {
    super('managedHsm');
    this.roles = new LocalRoles(owner);
  }
}
