import type { Purpose } from '../model/trace.ts';
import type { PanelModel, RowStatus, TextPart } from './panelView.ts';

/** What became of something from the earlier run to the later one. `other`: it differs, as it does in any two runs. */
export type Change = 'same' | 'other' | 'changed' | 'added' | 'removed';

/** One value beside its counterpart; null where a run does not have it. */
export interface ComparedValue {
  readonly name: string;
  readonly left: TextPart | null;
  readonly right: TextPart | null;
  readonly change: Change;
  /** How the two differ, where words say more than the values: "aud lost its slash". */
  readonly note: string | null;
  readonly meaning: string | null;
}

export interface ComparedCall {
  readonly exchange: number;
  readonly purpose: Purpose;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: RowStatus;
  /** null while pending. */
  readonly ms: number | null;
}

/** Two calls that play the same part, or one that the other run does not have. */
export interface ComparedHop {
  readonly change: Exclude<Change, 'other'>;
  readonly left: ComparedCall | null;
  readonly right: ComparedCall | null;
  /** What differs in them; nothing that differs in any two runs. */
  readonly differences: readonly ComparedValue[];
}

export interface ComparedRun extends Pick<PanelModel, 'runId' | 'title' | 'context' | 'headline' | 'state' | 'verdict'> {
  /** Epoch seconds. */
  readonly startedAt: number;
}

/** Two runs side by side, ready to draw and redacted: `left` is the earlier one. */
export interface Comparison {
  readonly left: ComparedRun;
  readonly right: ComparedRun;
  /** What has changed, the most telling first; empty where only times and ids differ. */
  readonly remarks: readonly string[];
  readonly hops: readonly ComparedHop[];
  readonly challenge: readonly ComparedValue[];
  readonly claims: readonly ComparedValue[];
}
