import type { JsonObject } from '../../core/model/tokenFacts.ts';
import type { Answer } from '../http/answer.ts';
import type { ArmTrust } from './armAuthenticate.ts';
import type { ManagedVaults } from './managedVaults.ts';

/** `write` includes reading; by object id. */
export type ArmRights = ReadonlyMap<string, 'read' | 'write'>;

export interface ArmService {
  readonly trust: ArmTrust;
  readonly vaults: ManagedVaults;
  readonly rights: ArmRights;
  readonly location: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface ArmCall {
  readonly params: Readonly<Record<string, string>>;
  readonly body: JsonObject | undefined;
  readonly version: string;
  readonly service: ArmService;
}

export interface ArmOperation {
  readonly method: string;
  /** After `/subscriptions/{sub}/`, lower case; `{x}` takes one segment. */
  readonly path: string;
  /** After `Microsoft.KeyVault/`. */
  readonly action: string;
  readonly run: (call: ArmCall) => Answer;
}
