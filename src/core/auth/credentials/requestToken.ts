import type { WireRequest } from '../../model/wire.ts';
import { readTokenResponse } from '../readTokenResponse.ts';
import { sendWithRetry } from '../sendWithRetry.ts';
import type { CredentialDoors, TokenResult } from './credential.ts';

/** Sends a token request, with the retries of an SDK where they are wanted, and reads its answer. Redirects of a token endpoint are never followed (RFC 9700 section 4.12). */
export async function requestToken(request: WireRequest, doors: CredentialDoors, signal: AbortSignal): Promise<TokenResult> {
  const call = await sendWithRetry(request, 'token', doors.retry, doors, signal);
  if (call.kind === 'failed')
    return { kind: 'failed', exchange: call.id, message: `The token call brought no answer: ${call.failure.message}` };
  const reading = readTokenResponse(call.response, doors.now());
  return reading.kind === 'token' ? reading : { kind: 'failed', exchange: call.id, message: reading.message };
}
