import type { HeaderPair } from '../../core/model/headers.ts';
import { type Answer, withHeaders } from '../http/answer.ts';
import type { Incoming } from '../http/incoming.ts';
import type { TokenVerifier } from '../token/tokenVerifier.ts';
import { armError } from './armAnswers.ts';

/** What the management plane trusts. */
export interface ArmTrust {
  readonly verifier: TokenVerifier;
  readonly authority: string;
  readonly tenantId: string;
}

export type ArmAuthentication =
  | { readonly kind: 'ok'; readonly objectId: string; readonly clientId: string }
  | { readonly kind: 'refused'; readonly answer: Answer };

const audiences: readonly string[] = [
  'https://management.core.windows.net/',
  'https://management.core.windows.net',
  'https://management.azure.com/',
  'https://management.azure.com',
];

/** Unlike the vault, ARM takes its audience with and without the slash, and names what is wrong in `error.code`. */
export async function authenticateAtArm(request: Incoming, trust: ArmTrust, now: number): Promise<ArmAuthentication> {
  const header = request.headers.authorization;
  if (header === undefined) {
    return refused(trust, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.", missing);
  }
  const token = /^Bearer +(\S+)\s*$/i.exec(header)?.[1];
  // @unverified
  if (token === undefined)
    return refused(
      trust,
      'AuthenticationFailedInvalidHeader',
      "Authentication failed. The 'Authorization' header is provided in an invalid format.",
      badFormat,
    );
  const check = await trust.verifier.check(token, now);
  if (check.kind === 'refused') {
    // @unverified
    return check.message.startsWith('[TokenExpired]')
      ? refused(trust, 'ExpiredAuthenticationToken', whyExpired(token, now), expired)
      : refused(trust, 'InvalidAuthenticationToken', 'The access token is invalid.', invalid);
  }
  const { aud, iss, oid, appid } = check.claims;
  if (!audiences.includes(aud)) {
    // @unverified
    const message = `The access token has been obtained for wrong audience or resource '${aud}'. It should exactly match with one of the allowed audiences ${audiences.map(each => `'${each}'`).join(',')}.`;
    return refused(trust, 'InvalidAuthenticationTokenAudience', message, invalid);
  }
  const issuer = `https://sts.windows.net/${trust.tenantId}/`;
  if (iss !== issuer) return refused(trust, 'InvalidAuthenticationTokenTenant', whyTenant(iss, issuer, trust), invalid);
  return { kind: 'ok', objectId: oid, clientId: appid };
}

const missing = "The authentication failed because of missing 'Authorization' header.";
/** @unverified */
const badFormat = "The authentication failed because of invalid 'Authorization' header format.";
/** @unverified */
const invalid = 'Could not find identity for access token.';
/** @unverified */
const expired = 'The access token has expired.';

function refused({ authority, tenantId }: ArmTrust, code: string, message: string, description: string): ArmAuthentication {
  const challenge: HeaderPair = [
    'WWW-Authenticate',
    `Bearer authorization_uri="${authority}/${tenantId}", error="invalid_token", error_description="${description}"`,
  ];
  return { kind: 'refused', answer: withHeaders(armError(401, code, message), [challenge]) };
}

/** @unverified */
function whyExpired(token: string, now: number): string {
  // The verifier has read it: the second part is JSON with a number in it.
  const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { readonly exp: number };
  return `The access token expiry UTC time '${clock(exp * 1000)}' is earlier than current UTC time '${clock(now)}'.`;
}

const clock = (ms: number): string => new Date(ms).toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '').replaceAll('\u202f', ' ');

/** @unverified */
const whyTenant = (found: string, wanted: string, { authority, tenantId }: ArmTrust): string =>
  `The access token is from the wrong issuer '${found}'. It must match the tenant '${wanted}' associated with this subscription. Please use the authority (URL) '${authority}/${tenantId}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`;
