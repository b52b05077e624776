import type { ChallengeFacts } from '../model/challenge.ts';
import type { ExchangeId } from '../model/ids.ts';
import type { Secret } from '../model/secret.ts';
import type { TokenFacts } from '../model/tokenFacts.ts';
import type { Purpose, TraceNote } from '../model/trace.ts';
import type { WireOutcome, WireRequest } from '../model/wire.ts';
import type { ChallengeCache } from './challengeCache.ts';
import type { TokenResult } from './credentials/credential.ts';
import type { RefreshTokens } from './refreshTokens.ts';
import type { SingleFlight } from './singleFlight.ts';
import type { TokenCache } from './tokenCache.ts';
import type { VerifiedChallenge } from './verifyChallenge.ts';

/** One call that was made and recorded. */
export type SentCall = WireOutcome & { readonly id: ExchangeId };

/** What a flow tells of itself; the recorder adds the time. */
export type FlowEvent =
  | { readonly kind: 'note'; readonly note: TraceNote }
  | { readonly kind: 'challenge'; readonly challenge: ChallengeFacts }
  | { readonly kind: 'token'; readonly token: TokenFacts };

/** The doors of a flow. Each run brings its own: what is sent and recorded through them lands in that run's trace. */
export interface FlowPorts {
  /**
   * Resolves for whatever the network did; rejects with an AbortError once `signal` has fired.
   * @param timeoutMs for a call that must not take as long as the user's own may
   */
  send(request: WireRequest, purpose: Purpose, signal: AbortSignal, timeoutMs?: number): Promise<SentCall>;
  record(event: FlowEvent): void;
  /** Epoch milliseconds. */
  now(): number;
  /** Rejects with an AbortError once `signal` has fired. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 <= x < 1, for the jitter of retries. */
  random(): number;
  decodeToken(token: Secret, source: TokenFacts['source']): TokenFacts;
}

/** What a probe landed for those who waited for it. */
export type ProbeLanding = { readonly kind: 'challenge'; readonly challenge: VerifiedChallenge } | { readonly kind: 'none' };

/** What all runs of one engine share. */
export interface FlowMemory {
  readonly challenges: ChallengeCache;
  readonly tokens: TokenCache;
  readonly refreshTokens: RefreshTokens;
  readonly probes: SingleFlight<ProbeLanding>;
  readonly tokenCalls: SingleFlight<TokenResult>;
}
