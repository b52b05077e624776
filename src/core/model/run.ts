import type { ExplainedFinding, Verdict } from './finding.ts';
import type { Trace } from './trace.ts';

/** The outcome of one `??` line: `actual` is what was found, as text. */
export interface AssertionResult {
  readonly text: string;
  /** Line in the file, from 0. */
  readonly line: number;
  readonly ok: boolean;
  /** The right side with its variables filled in; null where the operator takes none, and where nothing of the run is to be seen. */
  readonly expected: string | null;
  readonly actual: string;
}

/** A finished Send with everything that was made of it. */
export interface Run {
  readonly trace: Trace;
  readonly findings: readonly ExplainedFinding[];
  readonly assertions: readonly AssertionResult[];
  readonly verdict: Verdict;
  /** One line: "200 after the usual 401 handshake · 3 calls · 182 ms". */
  readonly headline: string;
}
