import type { CauseCode } from '../../model/causes.ts';
import type { ScenarioName } from '../../model/embeddedVault.ts';
import type { FaultSetting } from '../../model/faultName.ts';
import type { TokenChanges } from '../../model/tokenChanges.ts';

export const matrixGroups = ['token', 'right', 'token endpoint', 'network', 'object'] as const;
export type MatrixGroup = (typeof matrixGroups)[number];

/** One row of the matrix: a request, what is wrong with it, and what must come of it. */
export interface MatrixCase {
  readonly group: MatrixGroup;
  readonly name: string;
  /** Request text of one block; `{{token}}` is the token that `token` describes, `{{vaultId}}` and `{{management}}` lead to the management plane. */
  readonly text: string;
  readonly scenario?: ScenarioName;
  readonly fault?: FaultSetting;
  /** `now` in epoch seconds. */
  readonly token?: (now: number) => Partial<TokenChanges>;
  /** Of the last call, which may be the one to the token endpoint; null where no answer comes. */
  readonly status: number | null;
  readonly cause: CauseCode;
}

/** What became of a row. */
export interface MatrixRow {
  readonly group: MatrixGroup;
  readonly name: string;
  readonly status: number | null;
  /** The service's own code, `error.code` and `innererror.code` or the number in its text; null where it gave none. */
  readonly code: string | null;
  readonly cause: CauseCode | null;
  readonly expectedStatus: number | null;
  readonly expectedCause: CauseCode;
  readonly ok: boolean;
}
