import { assertNever } from '../model/assertNever.ts';
import { headerValue } from '../model/headers.ts';
import { Secret } from '../model/secret.ts';
import { recordRefusal } from './bearerOf.ts';
import { blockedOutcome, callOutcome } from './callOutcome.ts';
import type { FlowAsk, FlowOutcome } from './flowAsk.ts';
import { followRedirects } from './followRedirects.ts';
import { restFlow } from './restFlow.ts';
import { SdkFlow } from './sdkFlow.ts';
import { sendWithRetry } from './sendWithRetry.ts';
import { authorizedRequest, plainRequest } from './vaultRequest.ts';

/**
 * Walks one request through its flow. Resolves for whatever the services did.
 * @throws the signal's reason (an AbortError) once it has fired.
 */
export async function runFlow(ask: FlowAsk, signal: AbortSignal): Promise<FlowOutcome> {
  const { request, ports, target } = ask;
  if (request.flow === 'anonymous') return sendOnce(ask, null, signal);
  const written = writtenToken(ask);
  if (written !== undefined || request.token.kind === 'given') {
    if (!target.tokenAllowed) return blockedOutcome(ports, 'plain-http', 'A token is never sent over plain http.');
    return sendGiven(ask, written, signal);
  }
  if (request.token.kind === 'expired' && !target.embedded) {
    return blockedOutcome(ports, 'embedded-only', '"@token expired" works with the embedded vault alone: it has an expired token to show.');
  }
  switch (request.flow) {
    case 'sdk':
      return new SdkFlow(ask, signal).run();
    case 'rest':
      return restFlow(ask, signal);
    default:
      return assertNever(request.flow);
  }
}

/** The value of an Authorization header that the author wrote, or undefined. */
function writtenToken(ask: FlowAsk): string | undefined {
  return headerValue(ask.request.headers, 'authorization');
}

/** Sends a token that the author chose: no challenge, no second try, because another token would be another request. */
async function sendGiven(ask: FlowAsk, written: string | undefined, signal: AbortSignal): Promise<FlowOutcome> {
  const { request, ports } = ask;
  const given = request.token.kind === 'given' ? request.token.token : undefined;
  const shown = given ?? new Secret((written ?? '').replace(/^\S+\s+/, ''));
  const facts = ports.decodeToken(shown, 'given');
  const { aud } = facts.claims;
  ports.record({ kind: 'note', note: { kind: 'token-given', audience: typeof aud === 'string' ? aud : null } });
  ports.record({ kind: 'token', token: facts });
  return sendOnce(ask, given ?? null, signal);
}

async function sendOnce(ask: FlowAsk, token: Secret | null, signal: AbortSignal): Promise<FlowOutcome> {
  const request = token === null ? plainRequest(ask.request) : authorizedRequest(ask.request, token);
  const call = await sendWithRetry(request, 'request', ask.request.retry, ask.ports, signal);
  recordRefusal(call, ask.ports);
  return callOutcome(await followRedirects(call, request, ask, signal));
}
