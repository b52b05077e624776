import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SigningKeys } from './signingKeys.ts';
import type { TokenDraft } from './tokenDraft.ts';

/** For whom a token is. */
export interface TokenSubject {
  readonly clientId: string;
  readonly objectId: string;
  /** Resource id of a managed identity; undefined for an app. */
  readonly managedIdentity: string | undefined;
  /** `appidacr`: "1" proved with a secret, "2" with a certificate or an assertion. */
  readonly proof: '1' | '2';
}

/** Signs a token. Key Vault's are of the v1 form whatever endpoint they come from. */
export function mintToken(keys: SigningKeys, subject: TokenSubject, draft: TokenDraft): Promise<string> {
  return new SignJWT(claimsOf(subject, draft))
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: keys.kid, kid: keys.kid })
    .sign(keys.privateKey);
}

function claimsOf(subject: TokenSubject, draft: TokenDraft): Record<string, unknown> {
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
    idtyp: 'app',
    oid: subject.objectId,
    rh: `1.${randomBytes(24).toString('base64url')}.`,
    sub: subject.objectId,
    tid: draft.tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    ...(subject.managedIdentity === undefined ? {} : { xms_mirid: subject.managedIdentity }),
  };
}
