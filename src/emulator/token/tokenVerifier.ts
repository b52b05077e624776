import { compactVerify, decodeProtectedHeader } from 'jose';
import type { SigningKeys } from './signingKeys.ts';

/** The claims that the vault reads. */
export interface VerifiedClaims {
  readonly aud: string;
  readonly iss: string;
  readonly nbf: number;
  readonly exp: number;
  readonly appid: string;
  readonly oid: string;
  readonly acrs: readonly string[];
}

export type TokenCheck =
  | { readonly kind: 'ok'; readonly claims: VerifiedClaims }
  /** `message` is the service's own sentence. */
  | { readonly kind: 'refused'; readonly message: string };

// The service answers this for most things that are no usable token; which of them it tells apart is not documented.
const unusable: TokenCheck = { kind: 'refused', message: "[AggregatedAuthenticationFailure] Error validating token: 'S2S17001'." };
const expired: TokenCheck = { kind: 'refused', message: "[TokenExpired] Error validating token: 'S2S12086'." };
// @unverified No answer of a vault to a token from the future was found. IDX10222 is the library's number for it.
const notYetValid: TokenCheck = { kind: 'refused', message: "[TokenNotYetValid] Error validating token: 'IDX10222'." };

/** So many tokens are remembered as well signed; the oldest makes room. */
const maxRemembered = 256;

/** Checks form, signature and time of tokens. Audience and issuer are judged after it. */
export class TokenVerifier {
  readonly #keys: SigningKeys;
  /** A client sends one token for an hour: its signature need not be computed for each call. Its time is judged anew. */
  readonly #signed = new Map<string, VerifiedClaims>();

  constructor(keys: SigningKeys) {
    this.#keys = keys;
  }

  /** `now` is epoch ms. */
  async check(token: string, now: number): Promise<TokenCheck> {
    const known = this.#signed.get(token);
    if (known !== undefined) return judgeTime(known, now);
    const header = readHeader(token);
    if (header === undefined || header.alg !== 'RS256') return unusable;
    if (header.kid !== this.#keys.kid) return unknownKey(token);
    const claims = await this.#verify(token);
    return claims === undefined ? unusable : judgeTime(claims, now);
  }

  async #verify(token: string): Promise<VerifiedClaims | undefined> {
    const claims = await readSigned(token, this.#keys);
    if (claims === undefined) return undefined;
    this.#signed.set(token, claims);
    const [oldest] = this.#signed.keys();
    if (this.#signed.size > maxRemembered && oldest !== undefined) this.#signed.delete(oldest);
    return claims;
  }
}

function judgeTime(claims: VerifiedClaims, now: number): TokenCheck {
  if (claims.exp * 1000 <= now) return expired;
  if (claims.nbf * 1000 > now) return notYetValid;
  return { kind: 'ok', claims };
}

function unknownKey(token: string): TokenCheck {
  const encoded = token.slice(0, token.indexOf('.'));
  return {
    kind: 'refused',
    message: `AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '${encoded}'.`,
  };
}

function readHeader(token: string): { readonly alg?: string; readonly kid?: string } | undefined {
  try {
    return decodeProtectedHeader(token);
  } catch {
    // Whatever is wrong with the form, the answer is the same.
    return undefined;
  }
}

async function readSigned(token: string, keys: SigningKeys): Promise<VerifiedClaims | undefined> {
  try {
    const { payload } = await compactVerify(token, keys.publicKey, { algorithms: ['RS256'] });
    return asClaims(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    // A wrong signature and a payload that is no JSON get the same answer as well.
    return undefined;
  }
}

function asClaims(value: Record<string, unknown>): VerifiedClaims | undefined {
  const { aud, iss, nbf, exp, appid, oid, acrs } = value;
  if (typeof aud !== 'string' || typeof iss !== 'string' || typeof nbf !== 'number' || typeof exp !== 'number') return undefined;
  return {
    aud,
    iss,
    nbf,
    exp,
    appid: typeof appid === 'string' ? appid : '',
    oid: typeof oid === 'string' ? oid : '',
    acrs: Array.isArray(acrs) ? acrs.filter(entry => typeof entry === 'string') : [],
  };
}
