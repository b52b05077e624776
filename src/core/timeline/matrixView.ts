import type { Verdict } from '../model/finding.ts';
import type { RowStatus, TextPart } from './panelView.ts';

/** What became of a row of the matrix. `skipped`: the matrix ended before its turn. */
export type MatrixOutcome =
  | { readonly kind: 'waiting' | 'running' | 'skipped' }
  | {
      readonly kind: 'done';
      readonly runId: string;
      readonly status: RowStatus;
      /** The service's own code; null where it gave none. */
      readonly code: string | null;
      /** The best finding; null where there was none. */
      readonly cause: { readonly slug: string; readonly title: string } | null;
      /** What should have come of it, in words; null where it did. */
      readonly expected: readonly TextPart[] | null;
    };

export interface MatrixLine {
  /** From 1, in the order in which they run. */
  readonly number: number;
  readonly group: string;
  readonly name: string;
  readonly outcome: MatrixOutcome;
}

export interface MatrixPart {
  readonly title: string;
  /** Rows that are not as expected, taken out of their groups to come first. */
  readonly differs: boolean;
  readonly lines: readonly MatrixLine[];
}

export type MatrixState = 'running' | 'done' | 'cancelled' | 'failed';

/** The whole table, ready to draw. */
export interface MatrixModel {
  readonly matrixId: string;
  readonly state: MatrixState;
  readonly verdict: Verdict | 'running';
  readonly headline: string;
  /** Why it broke off; null where it did not. */
  readonly reason: string | null;
  /** "Not as expected so far: 2", while it runs; null where all is. */
  readonly differences: string | null;
  readonly done: number;
  readonly of: number;
  readonly parts: readonly MatrixPart[];
}

/**
 * Which row of the matrix a run is. The vault and the engine of the matrix are gone when somebody looks: what would need them is not
 * offered.
 */
export interface MatrixPlace {
  readonly matrixId: string;
  readonly number: number;
  readonly of: number;
  readonly expected: readonly TextPart[] | null;
  /** Runs of the rows above and below, as the table shows them. */
  readonly previous: string | null;
  readonly next: string | null;
}
