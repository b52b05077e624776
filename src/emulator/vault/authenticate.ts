import type { HeaderPair } from '../../core/model/headers.ts';
import { type Answer, withHeaders } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import type { TokenVerifier, VerifiedClaims } from '../token/tokenVerifier.ts';
import type { Caller } from './caller.ts';
import { refuse } from './refusals.ts';

/** What a vault trusts. */
export interface Trust {
  readonly verifier: TokenVerifier;
  readonly tenantId: string;
  /** Base of the authority that the challenge names. */
  readonly authority: string;
  /** Whose tokens are good here; a vault's where absent. */
  readonly audience?: { readonly resource: string; readonly accepted: readonly string[] };
  /** An authentication context that every token must have; undefined for none. */
  readonly requiredContext: string | undefined;
}

export const vaultResource = 'https://vault.azure.net';
export const vaultAppId = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093';

const vaultAudience = { resource: vaultResource, accepted: [vaultResource, vaultAppId] };

export type Authentication = { readonly kind: 'ok'; readonly caller: Caller } | { readonly kind: 'refused'; readonly answer: Answer };

/** Token, audience, issuer, in this order; every refusal carries the challenge. `now` is the vault's clock in epoch ms. */
export async function authenticate(request: Incoming, trust: Trust, now: number): Promise<Authentication> {
  const token = /^Bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return refused(trust, 'AKV10000: Request is missing a Bearer, PoP, or MTLS_POP token.');
  const check = await trust.verifier.check(token, now);
  if (check.kind === 'refused') return refused(trust, check.message);
  const message = whyAudience(check.claims, trust) ?? whyIssuer(check.claims, trust);
  if (message !== undefined) return refused(trust, message);
  if (trust.requiredContext !== undefined && !check.claims.acrs.includes(trust.requiredContext)) {
    return { kind: 'refused', answer: claimsChallenge(trust, trust.requiredContext) };
  }
  const { appid, oid, iss } = check.claims;
  return { kind: 'ok', caller: { clientId: appid, objectId: oid, issuer: iss, address: request.remoteAddress } };
}

/** Compared as text: one slash too many is another audience. */
function whyAudience({ aud }: VerifiedClaims, { audience = vaultAudience }: Trust): string | undefined {
  if (audience.accepted.includes(aud)) return undefined;
  return `AKV10022: Invalid audience. Expected ${audience.accepted.join(' or ')}, found: ${aud}.`;
}

function whyIssuer({ iss }: VerifiedClaims, { tenantId }: Trust): string | undefined {
  const expected = `https://sts.windows.net/${tenantId}/`;
  return iss === expected ? undefined : `AKV10032: Invalid issuer. Expected one of ${expected}, found ${iss}.`;
}

const challenge = ({ authority, tenantId, audience = vaultAudience }: Trust): string =>
  `Bearer authorization="${authority}/${tenantId}", resource="${audience.resource}"`;

function refused(trust: Trust, message: string): Authentication {
  const header: HeaderPair = ['WWW-Authenticate', challenge(trust)];
  return { kind: 'refused', answer: withHeaders(refuse(401, 'Unauthorized', message), [header]) };
}

/** Continuous access evaluation: the token is good but not good enough any more; `claims` says what to ask for. */
function claimsChallenge(trust: Trust, context: string): Answer {
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: context } } });
  const encoded = Buffer.from(claims, 'utf8').toString('base64');
  const header: HeaderPair = ['WWW-Authenticate', `${challenge(trust)}, error="insufficient_claims", claims="${encoded}"`];
  // @unverified Recordings of this answer keep the header and not the body.
  return withHeaders(refuse(401, 'Unauthorized', 'Continuous access evaluation resulted in claims challenge.'), [header]);
}
