import type { TokenChoice } from '../model/resolvedRequest.ts';
import type { Secret } from '../model/secret.ts';
import type { TokenFacts } from '../model/tokenFacts.ts';
import type { TraceNote } from '../model/trace.ts';
import type { Credential, CredentialDoors, TokenResult } from './credentials/credential.ts';
import type { FlowMemory, FlowPorts } from './flowPorts.ts';
import type { TokenAsk } from './tokenAsk.ts';
import { TokenCache } from './tokenCache.ts';
import { withSignal } from './withSignal.ts';

export interface TokenNeed {
  readonly ask: TokenAsk;
  readonly choice: Extract<TokenChoice['kind'], 'auto' | 'fresh' | 'cached'>;
  /** A token that the vault has just refused: this very one is not to come back. */
  readonly rejected: Secret | null;
}

export type ObtainedToken =
  | {
      readonly kind: 'token';
      readonly token: Secret;
      readonly source: TokenFacts['source'];
      /** It still works but should be renewed beside the call. */
      readonly refreshDue: boolean;
    }
  | Exclude<TokenResult, { kind: 'token' }>;

export interface TokenSource {
  readonly credential: Credential;
  readonly doors: CredentialDoors;
  readonly ports: FlowPorts;
  readonly memory: FlowMemory;
}

/** The SDKs renew beside the call when less than this is left. */
const refreshBeforeSeconds = 300;

/** A token from the cache, from a call that another run has under way, or from the credential. */
export async function obtainToken(need: TokenNeed, source: TokenSource, signal: AbortSignal): Promise<ObtainedToken> {
  const { credential, memory } = source;
  const key = TokenCache.key(credential.cacheId, need.ask);
  const cached = fromCache(key, need, source);
  if (cached !== undefined) return cached;
  if (need.choice === 'cached') {
    return {
      kind: 'blocked',
      code: 'no-cached-token',
      message: 'No usable token is in the cache, and "@token cached" forbids to ask for one.',
    };
  }
  if (!credential.cacheable) return await fromCredential(key, need, source, signal);
  const flightKey = JSON.stringify([key, need.ask.claims, need.rejected !== null]);
  for (;;) {
    const flight = need.choice === 'fresh' ? undefined : memory.tokenCalls.join(flightKey);
    if (flight === undefined) return await leadTokenCall(flightKey, key, need, source, signal);
    const since = source.ports.now();
    const shared = await withSignal(flight, signal);
    if (shared === undefined) continue;
    note(source, { kind: 'token-shared', waitedMs: source.ports.now() - since });
    if (shared.kind === 'token') return { kind: 'token', token: shared.token.token, source: 'token-endpoint', refreshDue: false };
    // The refused call stands in the leader's trace; asking again for every waiting run could lock the account.
    return { kind: 'blocked', code: 'credential-failed', message: `The token call that this request shared failed. ${shared.message}` };
  }
}

/** Renews a cached token that still works. Its failure changes nothing for the run: the old token was good. */
export async function refreshToken(ask: TokenAsk, source: TokenSource, signal: AbortSignal): Promise<void> {
  const key = TokenCache.key(source.credential.cacheId, ask);
  const flightKey = JSON.stringify([key, 'refresh']);
  if (source.memory.tokenCalls.join(flightKey) !== undefined) return;
  const result = await leadTokenCall(flightKey, key, { ask, choice: 'auto', rejected: null }, source, signal);
  if (result.kind !== 'token') note(source, { kind: 'warning', text: `The token could not be renewed before its end: ${result.message}` });
}

function fromCache(key: string, need: TokenNeed, source: TokenSource): ObtainedToken | undefined {
  if (need.choice === 'fresh' || need.ask.claims !== null) return undefined;
  const cached = source.memory.tokens.get(key);
  if (cached === undefined) return undefined;
  const { audience, expiresAt } = cached;
  const now = source.ports.now() / 1000;
  if (need.rejected?.reveal() === cached.token.reveal()) {
    source.memory.tokens.drop(key, cached.token);
    return undefined;
  }
  if (expiresAt !== null && expiresAt <= now) {
    source.memory.tokens.drop(key, cached.token);
    note(source, { kind: 'token-expired', audience, expiresAt });
    return undefined;
  }
  note(source, { kind: 'token-cached', audience, expiresAt });
  const refreshDue =
    (expiresAt !== null && expiresAt - now < refreshBeforeSeconds) || (cached.refreshAt !== null && cached.refreshAt <= now);
  return { kind: 'token', token: cached.token, source: 'cache', refreshDue };
}

async function leadTokenCall(
  flightKey: string,
  key: string,
  need: TokenNeed,
  source: TokenSource,
  signal: AbortSignal,
): Promise<ObtainedToken> {
  const flight = source.memory.tokenCalls.lead(flightKey);
  try {
    return await fromCredential(key, need, source, signal, flight.land);
  } finally {
    // A cancelled leader lands nothing: the next one who waits leads.
    flight.close();
  }
}

async function fromCredential(
  key: string,
  need: TokenNeed,
  source: TokenSource,
  signal: AbortSignal,
  land?: (result: TokenResult) => void,
): Promise<ObtainedToken> {
  const { credential, doors, memory, ports } = source;
  const result = await credential.getToken(need.ask, doors, signal);
  if (result.kind !== 'token') {
    land?.(result);
    return result;
  }
  const { token } = result;
  if (!credential.cacheable) return { kind: 'token', token: token.token, source: 'given', refreshDue: false };
  const claimed = ports.decodeToken(token.token, 'token-endpoint').claims['aud'];
  const audience = typeof claimed === 'string' ? claimed : need.ask.scope;
  const { authority, tenant, scope } = need.ask;
  memory.tokens.set(key, { ...token, audience, credential: credential.cacheId, authority, tenant, scope });
  note(source, { kind: 'token-stored', audience, expiresAt: token.expiresAt });
  land?.(result);
  return { kind: 'token', token: token.token, source: 'token-endpoint', refreshDue: false };
}

const note = (source: TokenSource, what: TraceNote): void => source.ports.record({ kind: 'note', note: what });
