import type { Secret } from '../../model/secret.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import { formRequest, sentClaims } from '../tokenRequest.ts';
import { callTokenEndpoint } from './callTokenEndpoint.ts';
import type { CredentialDoors } from './credential.ts';
import { type LinkResult, noteCredential } from './tokenLink.ts';

/** The sign-in of a person that may have left a refresh token. */
export interface PersonLogin {
  readonly credential: string;
  readonly cacheId: string;
  readonly clientId: string;
  readonly tokenUrl: string;
}

/** What is asked beside the scope, so that a refresh token comes with the access token; the SDKs ask for all three. */
export const personScope = (scope: string): string => `${scope} openid profile offline_access`;

/**
 * A token for another resource, or after the last one's end, without a person (RFC 6749 section 6). undefined where there is no
 * refresh token, or it is no longer taken: then the person has to sign in again.
 */
export async function refreshGrant(
  login: PersonLogin,
  ask: TokenAsk,
  doors: CredentialDoors,
  signal: AbortSignal,
): Promise<LinkResult | undefined> {
  const kept = doors.refreshTokens.get(login.cacheId, ask.authority);
  if (kept === undefined) return undefined;
  // This run has not seen it yet, and it is about to stand in a body.
  doors.hide(kept.reveal());
  const claims = sentClaims(ask);
  const form = {
    grant_type: 'refresh_token',
    client_id: login.clientId,
    refresh_token: kept.reveal(),
    scope: personScope(ask.scope),
    ...(claims === null ? {} : { claims }),
  };
  const call = await callTokenEndpoint(formRequest(login.tokenUrl, form), doors, signal);
  if (call.kind === 'failed') return call;
  const { exchange, reading, status } = call;
  if (reading.kind === 'token') {
    keepRefreshToken(login, ask, reading.refreshToken, doors);
    noteCredential(doors, login.credential, 'renewed by the refresh token of an earlier sign-in', true);
    return reading;
  }
  // Only a 400 says something of the refresh token (RFC 6749 section 5.2); the rest says something of the endpoint.
  if (status !== 400) return { kind: 'failed', exchange, message: reading.message };
  doors.refreshTokens.drop(login.cacheId, ask.authority, kept);
  noteCredential(doors, login.credential, `the refresh token is not taken: ${reading.message} A new sign-in is needed.`, false);
  return undefined;
}

/** Keeps what came beside a token; an answer without one leaves the earlier one in force. */
export function keepRefreshToken(login: PersonLogin, ask: TokenAsk, token: Secret | null, doors: CredentialDoors): void {
  if (token !== null) doors.refreshTokens.set(login.cacheId, ask.authority, token);
}
