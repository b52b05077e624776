import { recordRefusal } from './bearerOf.ts';
import { besideRefresh } from './besideRefresh.ts';
import { blockedOutcome, callOutcome, noCredential } from './callOutcome.ts';
import type { FlowAsk, FlowOutcome } from './flowAsk.ts';
import { followRedirects } from './followRedirects.ts';
import { obtainToken, type TokenSource } from './obtainToken.ts';
import { restAsk } from './restAsk.ts';
import { seedExpiredToken } from './seedExpiredToken.ts';
import { sendWithRetry } from './sendWithRetry.ts';
import { TokenCache } from './tokenCache.ts';
import { tokenChoice } from './tokenChoice.ts';
import { authorizedRequest } from './vaultRequest.ts';

/** A plain REST client: it knows the resource, asks for the token first, and takes the vault's answer as it is. */
export async function restFlow(ask: FlowAsk, signal: AbortSignal): Promise<FlowOutcome> {
  const { credential, ports, memory, request } = ask;
  if (!ask.target.tokenAllowed) return blockedOutcome(ports, 'plain-http', 'A token is never sent over plain http.');
  if (credential === null) return blockedOutcome(ports, 'credential-missing', noCredential(ask));
  const judged = restAsk(ask, credential);
  if (judged.kind === 'blocked') return blockedOutcome(ports, judged.code, judged.text);
  if (request.token.kind === 'expired' && ask.embedded !== null) seedExpiredToken(ask, credential, ask.embedded, judged.ask);
  const source: TokenSource = { credential, doors: ask.doors, ports, memory };
  const got = await obtainToken({ ask: judged.ask, choice: tokenChoice(request.token), rejected: null }, source, signal);
  if (got.kind === 'blocked') return blockedOutcome(ports, got.code, got.message);
  if (got.kind === 'failed') return got;
  ports.record({ kind: 'token', token: ports.decodeToken(got.token, got.source) });
  const wire = authorizedRequest(request, got.token);
  const call = await besideRefresh(
    () => sendWithRetry(wire, 'request', request.retry, ports, signal),
    got.refreshDue ? judged.ask : null,
    source,
    signal,
  );
  recordRefusal(call, ports);
  // A token that the vault refuses is not worth keeping: the next Send shows the token call again.
  if (call.kind === 'response' && call.response.status === 401)
    memory.tokens.drop(TokenCache.key(credential.cacheId, judged.ask), got.token);
  return callOutcome(await followRedirects(call, wire, ask, signal));
}
