import type { HandshakeExplanation } from '../diagnosis/explainHandshake.ts';
import type { ExplainedFinding, Verdict } from '../model/finding.ts';

/** What kind of input was read. */
export type EvidenceKind = 'observation' | 'text' | 'har' | 'archive' | 'trace' | 'log';

/** One request of a client with everything that it caused; `exchanges` are indexes of the input's calls, from 0. */
export interface ExplainedRun {
  readonly verdict: Verdict;
  readonly findings: readonly ExplainedFinding[];
  readonly exchanges: readonly number[];
}

/** What an input says; the worst verdict and all findings of its runs, those of failures first. */
export interface EvidenceReport {
  readonly kind: EvidenceKind;
  readonly verdict: Verdict;
  readonly findings: readonly ExplainedFinding[];
  /** null for an input that holds no recorded calls. */
  readonly runs: readonly ExplainedRun[] | null;
  /** The calls by index, to name them: redacted. */
  readonly calls: readonly { readonly method: string; readonly url: string; readonly status: number | null }[];
  /** Why the log shows 401s, for whoever asks; null where no handshake succeeded. */
  readonly handshake: HandshakeExplanation | null;
}
