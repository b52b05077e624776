import type { CauseCode } from './causes.ts';
import type { ExchangeId } from './ids.ts';

/** `candidate`: one of several causes that share this evidence. */
export type Certainty = 'proven' | 'likely' | 'candidate';

/** Where the proof stands: `where` names the field (`token.aud`, `response.header www-authenticate` …). */
export interface Evidence {
  readonly exchange: ExchangeId | null;
  readonly where: string;
  readonly value: string;
}

/** One diagnosed cause. The sentences come from the message table, by `cause`. */
export interface Finding {
  readonly cause: CauseCode;
  readonly certainty: Certainty;
  /** The group that shares this evidence, most usual first; holds `cause` itself. Empty where there is no doubt. */
  readonly candidates: readonly CauseCode[];
  readonly evidence: readonly Evidence[];
}

/** `expected`: the request ended as it could, the handshake included. */
export type Verdict = 'expected' | 'failure' | 'unknown';

/** A finding with its sentences, ready to show. */
export interface ExplainedFinding extends Finding {
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
}
