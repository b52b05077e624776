import type { ChallengeFacts } from './challenge.ts';
import type { ExchangeId, RunId } from './ids.ts';
import type { TokenFacts } from './tokenFacts.ts';
import type { ConnectionFacts, Phases, WireFailure, WireRequest, WireResponse } from './wire.ts';

/** Why a call was made; `identity` is a call to a managed-identity endpoint. */
export type Purpose = 'challenge' | 'discovery' | 'token' | 'request' | 'retry' | 'redirect' | 'identity';
export const purposes: readonly Purpose[] = ['challenge', 'discovery', 'token', 'request', 'retry', 'redirect', 'identity'];

/** What became of one exchange: exactly one of three. */
export type ExchangeOutcome =
  | { readonly kind: 'pending' }
  | { readonly kind: 'response'; readonly response: WireResponse }
  | { readonly kind: 'failed'; readonly failure: WireFailure };

/** One HTTP request with its answer or failure (a HAR entry). Times are ms since the start of the trace. */
export interface Exchange {
  readonly id: ExchangeId;
  readonly purpose: Purpose;
  readonly request: WireRequest;
  readonly startedAt: number;
  /** null while pending; the end of the run where that came first. */
  readonly endedAt: number | null;
  readonly phases: Phases;
  readonly connection: ConnectionFacts | null;
  readonly outcome: ExchangeOutcome;
}

/** What happened between the calls. `expiresAt` and `until` are epoch seconds, as in the token. */
export type TraceNote =
  /** What the vault asks for was read and verified; a token is about to be asked for it. */
  | { readonly kind: 'challenge-read'; readonly origin: string; readonly tenant: string | null; readonly resource: string }
  /** A token was got for it: from now on the origin's calls carry one at once. */
  | { readonly kind: 'challenge-stored'; readonly origin: string; readonly tenant: string | null; readonly resource: string }
  | { readonly kind: 'challenge-cached'; readonly origin: string; readonly tenant: string | null; readonly resource: string }
  | { readonly kind: 'challenge-forgotten'; readonly origin: string; readonly reason: string }
  | { readonly kind: 'challenge-refused'; readonly origin: string; readonly reason: string }
  | { readonly kind: 'token-stored'; readonly audience: string; readonly expiresAt: number | null }
  | { readonly kind: 'token-cached'; readonly audience: string; readonly expiresAt: number | null }
  | { readonly kind: 'token-expired'; readonly audience: string; readonly expiresAt: number | null }
  | { readonly kind: 'token-given'; readonly audience: string | null }
  | { readonly kind: 'token-shared'; readonly waitedMs: number }
  | { readonly kind: 'credential'; readonly credential: string; readonly text: string; readonly ms: number | null; readonly ok: boolean }
  | { readonly kind: 'retry-advised'; readonly sdkWaitsMs: number | null; readonly attempts: number; readonly text: string }
  | { readonly kind: 'retry-waited'; readonly ms: number }
  | { readonly kind: 'redirect-not-followed'; readonly location: string }
  /** Another request was sent first, as a run of its own; `text` is how that run ended. */
  | { readonly kind: 'dependency-sent'; readonly name: string; readonly run: RunId; readonly text: string; readonly ok: boolean }
  /** The answer was written to the file that the request names with `>>`. */
  | { readonly kind: 'answer-saved'; readonly file: string }
  | { readonly kind: 'blocked'; readonly code: BlockCode; readonly text: string }
  | { readonly kind: 'warning'; readonly text: string };

/** Why nothing (more) was sent: policy, input, or an unusable credential. */
export const blockCodes = [
  'untrusted-workspace',
  'plain-http',
  'host-not-allowed',
  'authority-not-allowed',
  'tenant-not-allowed',
  'challenge-unusable',
  'challenge-resource-mismatch',
  'credential-missing',
  'credential-failed',
  'secret-missing',
  'no-cached-token',
  'embedded-only',
  'request-invalid',
] as const;
export type BlockCode = (typeof blockCodes)[number];

export type TraceEntry =
  | { readonly kind: 'exchange'; readonly exchange: Exchange }
  | { readonly kind: 'note'; readonly at: number; readonly note: TraceNote };

/** How the run ended. `answered` names the exchange whose response is the answer to the user's request. */
export type TraceOutcome =
  | { readonly kind: 'running' }
  | { readonly kind: 'answered'; readonly exchange: ExchangeId }
  | { readonly kind: 'failed'; readonly exchange: ExchangeId | null; readonly message: string }
  | { readonly kind: 'blocked'; readonly code: BlockCode; readonly message: string }
  | { readonly kind: 'cancelled' };

export type FlowKind = 'sdk' | 'rest' | 'anonymous';

/** What the user asked for, before any call. */
export interface TraceRequest {
  readonly name: string | null;
  readonly title: string | null;
  readonly method: string;
  readonly url: string;
  readonly vault: string | null;
  readonly credential: string | null;
  readonly flow: FlowKind;
  /** Line of the request line in its file, from 0. */
  readonly line: number;
}

/** Everything that one Send caused. `startedAt` is the wall clock in epoch ms; all other times count from it. */
export interface Trace {
  readonly id: RunId;
  readonly startedAt: number;
  readonly request: TraceRequest;
  readonly entries: readonly TraceEntry[];
  /** The challenge that the flow went by (received now or from the cache). */
  readonly challenge: ChallengeFacts | null;
  /** The token that the last vault call carried. */
  readonly token: TokenFacts | null;
  readonly outcome: TraceOutcome;
}

/** Facts in the order in which they happened; `foldTrace` makes the trace of them. `at` is ms since the start. */
export type TraceEvent =
  | { readonly kind: 'run-started'; readonly id: RunId; readonly startedAt: number; readonly request: TraceRequest }
  | {
      readonly kind: 'exchange-started';
      readonly id: ExchangeId;
      readonly at: number;
      readonly purpose: Purpose;
      readonly request: WireRequest;
    }
  | {
      readonly kind: 'exchange-ended';
      readonly id: ExchangeId;
      readonly at: number;
      readonly phases: Phases;
      readonly connection: ConnectionFacts;
      readonly outcome: Exclude<ExchangeOutcome, { kind: 'pending' }>;
    }
  | { readonly kind: 'note'; readonly at: number; readonly note: TraceNote }
  | { readonly kind: 'challenge'; readonly at: number; readonly challenge: ChallengeFacts }
  | { readonly kind: 'token'; readonly at: number; readonly token: TokenFacts }
  | { readonly kind: 'run-ended'; readonly at: number; readonly outcome: Exclude<TraceOutcome, { kind: 'running' }> };
