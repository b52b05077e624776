import type { WireRequest } from '../../model/wire.ts';
import { callTokenEndpoint } from './callTokenEndpoint.ts';
import type { CredentialDoors, TokenResult } from './credential.ts';

/** Asks a token endpoint; whatever is no token is a failure. */
export async function requestToken(request: WireRequest, doors: CredentialDoors, signal: AbortSignal): Promise<TokenResult> {
  const call = await callTokenEndpoint(request, doors, signal);
  if (call.kind === 'failed') return call;
  const { exchange, reading } = call;
  return reading.kind === 'token' ? reading : { kind: 'failed', exchange, message: reading.message };
}
