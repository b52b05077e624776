import type { JsonObject } from '../../core/model/tokenFacts.ts';
import type { Answer } from '../http/answer.ts';
import type { RoleAssignments } from '../vault/roleAssignments.ts';
import type { VaultObjects } from '../vault/vaultObjects.ts';
import type { ArmTrust } from './armAuthenticate.ts';
import type { ManagedVaults } from './managedVaults.ts';

/** Reader, Contributor (who may not assign roles) or Owner of the group; by object id. */
export type ArmRights = ReadonlyMap<string, 'read' | 'write' | 'own'>;

export interface ArmService {
  readonly trust: ArmTrust;
  readonly vaults: ManagedVaults;
  readonly assignments: RoleAssignments;
  readonly rights: ArmRights;
  readonly location: string;
  /** Of the sample vault: no other one has a data plane. */
  readonly objects: VaultObjects;
  /** Epoch ms. */
  readonly now: number;
}

export interface ArmCall {
  readonly params: Readonly<Record<string, string>>;
  /** As received. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of the caller. */
  readonly objectId: string;
  readonly body: JsonObject | undefined;
  readonly version: string;
  readonly service: ArmService;
}

export interface ArmOperation {
  readonly method: string;
  /** After `/subscriptions/{sub}/`, lower case; `{x}` takes one segment. */
  readonly path: string;
  /** With the namespace of its provider. */
  readonly action: string;
  readonly run: (call: ArmCall) => Answer | Promise<Answer>;
}
