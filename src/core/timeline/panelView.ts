import type { FailureCode } from '../model/causes.ts';
import type { Certainty, Verdict } from '../model/finding.ts';
import type { HeaderPair } from '../model/headers.ts';
import type { AssertionResult } from '../model/run.ts';
import type { FlowKind, Purpose } from '../model/trace.ts';
import type { PhaseName } from '../model/wire.ts';
import type { MatrixPlace } from './matrixView.ts';

/** A piece of a sentence. `code` is a value to set in the editor's font, `time` epoch seconds to show in the reader's own time zone. */
export type TextPart = string | { readonly code: string } | { readonly time: number };

/** `calm` is a refusal that belongs to the protocol: the 401 of the handshake. */
export type Tone = 'good' | 'calm' | 'warn' | 'bad' | 'plain';

/** One coloured piece of a bar; both in ms, `start` from the start of the run. `broken`: the call failed in this phase. */
export interface PhaseSegment {
  readonly phase: PhaseName;
  readonly start: number;
  readonly ms: number;
  readonly broken: boolean;
}

export type RowStatus =
  | { readonly kind: 'pending' }
  /** The run ended before the call did. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'response'; readonly status: number; readonly tone: Tone; readonly words: string }
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly phase: PhaseName; readonly words: string };

/** One call of the waterfall. `start` and `end` are ms from the start of the run; a pending call ends now. */
export interface ExchangeRow {
  readonly kind: 'exchange';
  readonly id: number;
  readonly purpose: Purpose;
  readonly method: string;
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  readonly status: RowStatus;
  readonly start: number;
  readonly end: number;
  readonly segments: readonly PhaseSegment[];
  readonly reused: boolean;
  /** A finding has evidence here. */
  readonly flagged: boolean;
}

/** What happened between two calls, in words. */
export interface NoteRow {
  readonly kind: 'note';
  readonly at: number;
  readonly tone: Tone;
  readonly parts: readonly TextPart[];
}

export type PanelRow = ExchangeRow | NoteRow;

export interface Timeline {
  readonly rows: readonly PanelRow[];
  /** ms that the width of a bar column stands for. */
  readonly scale: number;
  /** ms at which the ruler has a mark, from 0. */
  readonly ticks: readonly number[];
  /** Phases that occur, for the legend. */
  readonly phases: readonly PhaseName[];
}

export type BodyView =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'text';
      readonly raw: string;
      /** JSON with line breaks and indents, values untouched; null where the body is no (whole) JSON. */
      readonly pretty: string | null;
      readonly bytes: number;
      /** Why this is not the whole body; null where it is. */
      readonly cut: string | null;
      /** Something in it was taken out before it came here; the engine still has it. */
      readonly masked: boolean;
    }
  | { readonly kind: 'binary'; readonly hex: string; readonly bytes: number; readonly cut: string | null };

export interface Fact {
  readonly label: string;
  readonly parts: readonly TextPart[];
}

export interface MessageView {
  /** Request line or status line. */
  readonly startLine: string;
  /** As on the wire: order, case, repetition. */
  readonly headers: readonly HeaderPair[];
  readonly body: BodyView;
}

/** Everything about one call, asked for when its row is opened. */
export interface ExchangeDetails {
  readonly id: number;
  readonly purpose: Purpose;
  readonly meaning: string;
  readonly url: string;
  readonly request: MessageView;
  readonly response: MessageView | null;
  /** Interim responses before the answer, and what was odd about it. */
  readonly remarks: readonly string[];
  readonly failure: {
    readonly code: FailureCode;
    readonly phase: PhaseName;
    readonly message: string;
    readonly rawCodes: readonly string[];
  } | null;
  readonly connection: readonly Fact[];
  readonly tls: readonly Fact[];
  readonly timing: readonly { readonly phase: PhaseName; readonly ms: number; readonly broken: boolean }[];
  readonly totalMs: number | null;
}

export interface PanelFinding {
  readonly cause: string;
  readonly tone: Tone;
  readonly certainty: Certainty;
  readonly candidates: readonly string[];
  readonly title: string;
  readonly explanation: string;
  readonly fix: string;
  readonly evidence: readonly { readonly exchange: number | null; readonly where: string; readonly value: string }[];
  /** Titles only: a link is opened by its place in this list. */
  readonly links: readonly string[];
  /** What the reader may have done about it here: ask where the vault's name leads, or read why a 401 comes first. */
  readonly action: 'look-up' | 'explain-handshake' | null;
}

/** What the challenge wants against what the token has. `ok` null: nothing to compare. */
export interface Tie {
  readonly want: Fact | null;
  readonly got: Fact | null;
  readonly ok: boolean | null;
  readonly note: string | null;
}

export interface ChallengeCard {
  readonly facts: readonly Fact[];
  readonly raw: readonly string[];
  readonly warnings: readonly string[];
  readonly cached: boolean;
}

/** Epoch seconds. `clock` is the one that judged: the server's where it sent a date, else the local one at the run's end. */
export interface ValidityBar {
  readonly from: number;
  readonly to: number;
  readonly clock: number;
  readonly clockIsServer: boolean;
  /** The clock of this machine at the run's end. */
  readonly local: number;
  /** Seconds by which the local clock is ahead of the server's; null where the server sent no date. */
  readonly skew: number | null;
}

export interface ClaimRow {
  readonly name: string;
  readonly value: string;
  /** Epoch seconds, where the claim is a time. */
  readonly time: number | null;
  readonly meaning: string | null;
}

export interface TokenCard {
  readonly verdict: 'ok' | 'refused' | 'unknown';
  readonly facts: readonly Fact[];
  /** "expires in 59 min" */
  readonly validity: string;
  readonly bar: ValidityBar | null;
  readonly claims: readonly ClaimRow[];
  readonly header: readonly ClaimRow[];
  readonly problems: readonly string[];
}

export interface AnswerView {
  readonly exchange: number;
  readonly status: number;
  readonly reason: string;
  readonly tone: Tone;
  readonly facts: readonly Fact[];
  readonly body: BodyView;
}

export type PanelState = 'running' | 'answered' | 'failed' | 'blocked' | 'cancelled';

/** All that the trace panel draws, ready and redacted; it computes nothing and asks for details by id. */
export interface PanelModel {
  readonly runId: string;
  readonly state: PanelState;
  readonly verdict: Verdict | 'running';
  readonly headline: string;
  /** Name of the request, or its request line. */
  readonly title: string;
  /** Vault, credential, flow: what the title does not say. */
  readonly context: readonly string[];
  readonly flow: FlowKind;
  readonly findings: readonly PanelFinding[];
  readonly timeline: Timeline;
  readonly challenge: ChallengeCard | null;
  readonly token: TokenCard | null;
  readonly ties: readonly Tie[];
  readonly answer: AnswerView | null;
  /** Why there is no answer, where there is none and the run has ended. */
  readonly noAnswer: string | null;
  readonly assertions: readonly AssertionResult[];
  /** Where it belongs, if it is a run of the matrix. */
  readonly place: MatrixPlace | null;
}
