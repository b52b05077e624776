import { assertNever } from '../model/assertNever.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import type { Secret } from '../model/secret.ts';
import type { BlockCode, TraceNote } from '../model/trace.ts';
import { knowsAuthority } from './authorities.ts';
import { bearerOf } from './bearerOf.ts';
import { besideRefresh } from './besideRefresh.ts';
import { blockedOutcome, callOutcome, noCredential } from './callOutcome.ts';
import { challengeAsk } from './challengeAsk.ts';
import type { FlowAsk, FlowOutcome } from './flowAsk.ts';
import type { ProbeLanding, SentCall } from './flowPorts.ts';
import { followRedirects } from './followRedirects.ts';
import { type ObtainedToken, obtainToken, type TokenSource } from './obtainToken.ts';
import { embeddedChallenge, seedExpiredToken } from './seedExpiredToken.ts';
import { sendWithRetry } from './sendWithRetry.ts';
import type { Flight } from './singleFlight.ts';
import type { TokenAsk } from './tokenAsk.ts';
import { TokenCache } from './tokenCache.ts';
import { tokenChoice } from './tokenChoice.ts';
import { isClaimsJson } from './tokenRequest.ts';
import { authorizedRequest, plainRequest, probeRequest, withholdsBody } from './vaultRequest.ts';
import { type ChallengeJudgement, type VerifiedChallenge, verifyChallenge } from './verifyChallenge.ts';
import { withSignal } from './withSignal.ts';

/** The 401 that a token brought, and what is to be done about it. */
interface Refusal {
  readonly call: SentCall;
  readonly token: Secret;
  readonly claims: string | null;
}
type GotToken = Extract<ObtainedToken, { kind: 'token' }>;

type State =
  | { readonly step: 'find-challenge' }
  | { readonly step: 'probe'; readonly flight: Flight<ProbeLanding> | null }
  | { readonly step: 'get-token'; readonly challenge: VerifiedChallenge; readonly refusal: Refusal | null }
  | { readonly step: 'send'; readonly challenge: VerifiedChallenge; readonly ask: TokenAsk; readonly got: GotToken }
  | {
      readonly step: 'judge';
      readonly challenge: VerifiedChallenge;
      readonly ask: TokenAsk;
      readonly got: GotToken;
      readonly call: SentCall;
    }
  | { readonly step: 'done'; readonly outcome: FlowOutcome };

/**
 * The flow of the Key Vault SDKs as a state machine: call without token and body, read the challenge, get a token, call
 * again; after a 401 to a token at most one renewal and one claims challenge. Every step forward is one of these states,
 * and each of the two ways back can be taken once: there is no loop.
 */
export class SdkFlow {
  readonly #ask: FlowAsk;
  readonly #signal: AbortSignal;
  /** Open from the probe until a token was got: who comes in between waits for both. */
  #flight: Flight<ProbeLanding> | null = null;
  #renewed = false;
  #claimsSent = false;

  constructor(ask: FlowAsk, signal: AbortSignal) {
    this.#ask = ask;
    this.#signal = signal;
  }

  async run(): Promise<FlowOutcome> {
    try {
      let state: State = this.#start();
      while (state.step !== 'done') state = await this.#next(state);
      return state.outcome;
    } finally {
      this.#flight?.close();
    }
  }

  #next(state: Exclude<State, { step: 'done' }>): State | Promise<State> {
    switch (state.step) {
      case 'find-challenge':
        return this.#findChallenge();
      case 'probe':
        return this.#probe(state.flight);
      case 'get-token':
        return this.#getToken(state.challenge, state.refusal);
      case 'send':
        return this.#send(state.challenge, state.ask, state.got);
      case 'judge':
        return this.#judge(state);
      default:
        return assertNever(state);
    }
  }

  #start(): State {
    const { request, memory, target, embedded, credential } = this.#ask;
    if (request.challenge === 'fresh' && memory.challenges.delete(target.origin)) this.#forgot('@challenge fresh');
    if (request.token.kind === 'expired' && embedded !== null && credential !== null) {
      const challenge = memory.challenges.get(target.origin) ?? embeddedChallenge(embedded);
      const judged = challengeAsk(this.#ask, credential, challenge);
      if (judged.kind === 'blocked') return this.#block(judged.code, judged.text);
      if (request.challenge !== 'fresh') memory.challenges.set(target.origin, challenge);
      seedExpiredToken(this.#ask, credential, embedded, judged.ask);
    }
    return { step: 'find-challenge' };
  }

  async #findChallenge(): Promise<State> {
    const { memory, target, request } = this.#ask;
    const cached = memory.challenges.get(target.origin);
    if (cached !== undefined) {
      const state = this.#takeKnown(cached);
      if (state !== undefined) return state;
    }
    const shared = request.challenge === 'fresh' ? undefined : memory.probes.join(target.origin);
    if (shared === undefined) {
      this.#flight = memory.probes.lead(target.origin);
      return { step: 'probe', flight: this.#flight };
    }
    const landing = await withSignal(shared, this.#signal);
    if (landing === undefined) return { step: 'find-challenge' };
    const state = landing.kind === 'challenge' ? this.#takeKnown(landing.challenge) : undefined;
    // No challenge came of the shared probe: everybody asks for himself now, at once and not one after the other.
    return state ?? { step: 'probe', flight: null };
  }

  /** A challenge that another run verified is verified again: that run may have had other rules. */
  #takeKnown(known: VerifiedChallenge): State | undefined {
    const judged = this.#verify(known.facts);
    if (judged.kind !== 'accepted') return undefined;
    this.#ask.ports.record({ kind: 'challenge', challenge: known.facts });
    this.#noteChallenge('challenge-cached', judged.challenge);
    return { step: 'get-token', challenge: judged.challenge, refusal: null };
  }

  async #probe(flight: Flight<ProbeLanding> | null): Promise<State> {
    const { request, ports } = this.#ask;
    const wire = probeRequest(request);
    const call = await sendWithRetry(wire, 'challenge', request.retry, ports, this.#signal);
    const status = call.kind === 'response' ? call.response.status : null;
    const state = status === 401 ? this.#readChallenge(call) : await this.#unchallenged(call);
    flight?.land(state.step === 'get-token' ? { kind: 'challenge', challenge: state.challenge } : { kind: 'none' });
    return state;
  }

  #readChallenge(call: SentCall): State {
    const facts = bearerOf(call);
    if (facts !== null) this.#ask.ports.record({ kind: 'challenge', challenge: facts });
    const judged = this.#verify(facts);
    switch (judged.kind) {
      case 'absent':
        return { step: 'done', outcome: callOutcome(call) };
      case 'refused':
        return this.#block(judged.code, judged.reason);
      case 'accepted':
        if (judged.warning !== null) this.#warn(judged.warning);
        this.#noteChallenge('challenge-read', judged.challenge);
        return { step: 'get-token', challenge: judged.challenge, refusal: null };
      default:
        return assertNever(judged);
    }
  }

  /** The probe was not asked for a token: what it brought is the answer, unless the body is still here. */
  async #unchallenged(call: SentCall): Promise<State> {
    const { request, ports } = this.#ask;
    const ok = call.kind === 'response' && call.response.status >= 200 && call.response.status < 300;
    if (!ok) return { step: 'done', outcome: callOutcome(await this.#redirected(call, probeRequest(request))) };
    if (!withholdsBody(request)) {
      this.#warn('The call without a token was answered: no token was needed.');
      return { step: 'done', outcome: callOutcome(call) };
    }
    this.#warn('The call without token and body was answered: no token was needed. The request is sent again with its body.');
    const wire = plainRequest(request);
    const real = await sendWithRetry(wire, 'request', request.retry, ports, this.#signal);
    return { step: 'done', outcome: callOutcome(await this.#redirected(real, wire)) };
  }

  async #getToken(challenge: VerifiedChallenge, refusal: Refusal | null): Promise<State> {
    const { target, credential, request, memory } = this.#ask;
    if (!target.tokenAllowed) return this.#block('plain-http', 'A token is never sent over plain http.');
    if (credential === null) return this.#block('credential-missing', noCredential(this.#ask));
    const judged = challengeAsk(this.#ask, credential, challenge);
    if (judged.kind === 'blocked') return this.#block(judged.code, judged.text);
    for (const warning of judged.warnings) this.#warn(warning);
    const choice = refusal === null ? tokenChoice(request.token) : 'auto';
    const need = { ask: { ...judged.ask, claims: refusal?.claims ?? null }, choice, rejected: refusal?.token ?? null };
    const got = await obtainToken(need, this.#source(credential), this.#signal);
    if (got.kind === 'blocked') return this.#block(got.code, got.message);
    if (got.kind === 'failed') return { step: 'done', outcome: got };
    const known = memory.challenges.get(target.origin);
    memory.challenges.set(target.origin, challenge);
    if (known === undefined || isOther(known, challenge)) this.#noteChallenge('challenge-stored', challenge);
    this.#flight?.close();
    const same = refusal !== null && got.token.reveal() === refusal.token.reveal();
    return same ? { step: 'done', outcome: callOutcome(refusal.call) } : { step: 'send', challenge, ask: judged.ask, got };
  }

  async #send(challenge: VerifiedChallenge, ask: TokenAsk, got: GotToken): Promise<State> {
    const { request, ports, credential } = this.#ask;
    ports.record({ kind: 'token', token: ports.decodeToken(got.token, got.source) });
    const wire = authorizedRequest(request, got.token);
    const sending = (): Promise<SentCall> => sendWithRetry(wire, 'request', request.retry, ports, this.#signal);
    const call =
      credential !== null && got.refreshDue ? await besideRefresh(sending, ask, this.#source(credential), this.#signal) : await sending();
    if (call.kind === 'response' && call.response.status === 401) return { step: 'judge', challenge, ask, got, call };
    return { step: 'done', outcome: callOutcome(await this.#redirected(call, wire)) };
  }

  /** A 401 to a token: a claims challenge, another tenant or resource, or a token that is no longer taken. */
  #judge({ challenge, ask, got, call }: Extract<State, { step: 'judge' }>): State {
    const facts = bearerOf(call);
    const done: State = { step: 'done', outcome: callOutcome(call) };
    if (this.#ask.credential?.cacheable) this.#ask.memory.tokens.drop(TokenCache.key(this.#ask.credential.cacheId, ask), got.token);
    if (facts === null) return done;
    if (facts.error === 'insufficient_claims') {
      if (this.#claimsSent || facts.claims === null || !isClaimsJson(facts.claims)) return done;
      this.#claimsSent = true;
      return { step: 'get-token', challenge, refusal: { call, token: got.token, claims: facts.claims } };
    }
    const judged = this.#verify(facts);
    if (judged.kind === 'absent') return done;
    if (judged.kind === 'refused') {
      this.#note({ kind: 'challenge-refused', origin: this.#ask.target.origin, reason: judged.reason });
      return done;
    }
    this.#ask.ports.record({ kind: 'challenge', challenge: facts });
    return this.#renew(judged.challenge, challenge, { call, token: got.token, claims: null }) ?? done;
  }

  #renew(asked: VerifiedChallenge, before: VerifiedChallenge, refusal: Refusal): State | undefined {
    const { memory, target } = this.#ask;
    const reason = isOther(asked, before) ? 'the vault asks for another tenant or resource now' : 'the vault refused two tokens in a row';
    if ((isOther(asked, before) || this.#renewed) && memory.challenges.delete(target.origin)) this.#forgot(reason);
    if (this.#renewed) return undefined;
    this.#renewed = true;
    if (isOther(asked, before)) this.#noteChallenge('challenge-read', asked);
    return { step: 'get-token', challenge: asked, refusal };
  }

  #verify(facts: ChallengeFacts | null): ChallengeJudgement {
    const { target, credential, embedded, request } = this.#ask;
    return verifyChallenge(facts, target, {
      isKnownAuthority: host => knowsAuthority(host, credential?.authority, embedded),
      confirmedResource: request.resource,
    });
  }

  #source(credential: NonNullable<FlowAsk['credential']>): TokenSource {
    return { credential, doors: this.#ask.doors, ports: this.#ask.ports, memory: this.#ask.memory };
  }

  #redirected(call: SentCall, wire: ReturnType<typeof probeRequest>): Promise<SentCall> {
    return followRedirects(call, wire, this.#ask, this.#signal);
  }

  #block(code: BlockCode, text: string): State {
    return { step: 'done', outcome: blockedOutcome(this.#ask.ports, code, text) };
  }

  #noteChallenge(kind: 'challenge-read' | 'challenge-stored' | 'challenge-cached', { tenant, resource }: VerifiedChallenge): void {
    this.#note({ kind, origin: this.#ask.target.origin, tenant, resource });
  }

  #forgot(reason: string): void {
    this.#note({ kind: 'challenge-forgotten', origin: this.#ask.target.origin, reason });
  }

  #warn(text: string): void {
    this.#note({ kind: 'warning', text });
  }

  #note(note: TraceNote): void {
    this.#ask.ports.record({ kind: 'note', note });
  }
}

const isOther = (a: VerifiedChallenge, b: VerifiedChallenge): boolean => a.tenant !== b.tenant || a.scope !== b.scope;
