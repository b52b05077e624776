import type { ExchangeId } from '../../model/ids.ts';
import type { WireRequest } from '../../model/wire.ts';
import { readTokenResponse, type TokenReading } from '../readTokenResponse.ts';
import { sendWithRetry } from '../sendWithRetry.ts';
import type { CredentialDoors } from './credential.ts';

/** What became of a call of a token endpoint. */
export type TokenCall =
  | { readonly kind: 'answered'; readonly exchange: ExchangeId; readonly status: number; readonly reading: TokenReading }
  | { readonly kind: 'failed'; readonly exchange: ExchangeId; readonly message: string };

/** Sends a token request, with the retries of an SDK where they are wanted, and reads its answer. Redirects of a token endpoint are never followed (RFC 9700 section 4.12). */
export async function callTokenEndpoint(request: WireRequest, doors: CredentialDoors, signal: AbortSignal): Promise<TokenCall> {
  const call = await sendWithRetry(request, 'token', doors.retry, doors, signal);
  if (call.kind === 'failed')
    return { kind: 'failed', exchange: call.id, message: `The token call brought no answer: ${call.failure.message}` };
  const reading = readTokenResponse(call.response, doors.now());
  return { kind: 'answered', exchange: call.id, status: call.response.status, reading };
}
