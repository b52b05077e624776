import { randomBytes } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import type { TokenChanges } from '../../core/model/tokenChanges.ts';
import type { SamplePerson } from '../sampleIdentity.ts';
import type { SigningKeys } from './signingKeys.ts';
import type { TokenDraft } from './tokenDraft.ts';

/** For whom a token is. */
export interface TokenSubject {
  readonly clientId: string;
  readonly objectId: string;
  /** Resource id of a managed identity; undefined for an app. */
  readonly managedIdentity: string | undefined;
  /** `appidacr`: "0" a public client, "1" proved with a secret, "2" with a certificate or an assertion. */
  readonly proof: '0' | '1' | '2';
  /** The person on whose behalf the app acts; none for an app of its own. */
  readonly person?: SamplePerson;
}

/** Signs a token. Key Vault's are of the v1 form whatever endpoint they come from. */
export function mintToken(keys: SigningKeys, subject: TokenSubject, draft: TokenDraft): Promise<string> {
  return signClaims(keys, claimsOf(subject, draft));
}

export function signClaims(keys: SigningKeys, claims: JWTPayload, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', x5t: keys.kid, kid: keys.kid, ...header, alg: 'RS256' })
    .sign(keys.privateKey);
}

/** Signs claims with the changes of the token lab. An `alg` among them is written into the header and not followed: RS256 signs. */
export async function mintChanged(keys: SigningKeys, claims: JWTPayload, changes: TokenChanges): Promise<string> {
  const changed: Record<string, unknown> = { ...claims, ...changes.claims };
  for (const name of changes.without) delete changed[name];
  const header = { typ: 'JWT', alg: changes.signature === 'none' ? 'none' : 'RS256', x5t: keys.kid, kid: keys.kid, ...changes.header };
  const signed = [header, changed].map(part => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url')).join('.');
  if (changes.signature === 'none') return `${signed}.`;
  const signature = new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', keys.privateKey, Buffer.from(signed, 'ascii')));
  if (changes.signature === 'broken') signature[0] = (signature[0] ?? 0) ^ 1;
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}

export function claimsOf(subject: TokenSubject, draft: TokenDraft): Record<string, unknown> {
  const { person } = subject;
  const issuer = `https://sts.windows.net/${draft.tenantId}/`;
  return {
    aud: draft.audience,
    iss: issuer,
    iat: draft.issuedAt,
    nbf: draft.notBefore,
    exp: draft.expiresAt,
    ...(draft.acrs.length === 0 ? {} : { acrs: draft.acrs }),
    aio: randomBytes(27).toString('base64url'),
    appid: subject.clientId,
    appidacr: subject.proof,
    idp: issuer,
    ...(person === undefined ? { idtyp: 'app' } : personClaims(person)),
    oid: subject.objectId,
    rh: `1.${randomBytes(24).toString('base64url')}.`,
    sub: subject.objectId,
    tid: draft.tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    ...(subject.managedIdentity === undefined ? {} : { xms_mirid: subject.managedIdentity }),
  };
}

/** What a token says of the person who signed in. */
const personClaims = ({ userName, givenName, familyName }: SamplePerson): Record<string, unknown> => ({
  acr: '1',
  amr: ['pwd', 'mfa'],
  family_name: familyName,
  given_name: givenName,
  idtyp: 'user',
  ipaddr: '127.0.0.1',
  name: `${givenName} ${familyName}`,
  scp: 'user_impersonation',
  unique_name: userName,
  upn: userName,
});
