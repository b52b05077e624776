import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';

/** What became of checking a signature; `unknown` where the keys do not include the one that signed. */
export interface SignatureCheck {
  readonly state: 'good' | 'bad' | 'unknown';
  readonly text: string;
}

/** Keys of an issuer (RFC 7517 section 5). */
export type PublicKeys = JSONWebKeySet;

/** Keys that somebody already holds as a set; undefined where there are none. */
export const publicKeys = (keys: readonly Readonly<Record<string, unknown>>[] | undefined): PublicKeys | undefined =>
  keys === undefined || keys.length === 0 ? undefined : ({ keys } as unknown as PublicKeys);

/** Algorithms that Entra ID or its imitations sign with; never a shared secret, never none. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
const longestToken = 16 * 1024;

/** Reads the text of a JWKS file (RFC 7517); undefined for any other text. */
export function readJwks(text: string): PublicKeys | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const keys = typeof value === 'object' && value !== null ? Reflect.get(value, 'keys') : undefined;
    return Array.isArray(keys) && keys.every(key => typeof key === 'object' && key !== null) ? (value as PublicKeys) : undefined;
  } catch {
    // No JSON: the caller says what it wanted.
    return undefined;
  }
}

/** Checks a token's signature against known keys. Never throws; times and audience are judged elsewhere. */
export async function verifySignature(token: string, keys: PublicKeys): Promise<SignatureCheck> {
  const compact = token.trim().replace(/^(?:bearer|pop)\s+/i, '');
  if (compact.length > longestToken) return { state: 'unknown', text: 'not verified: the token is too long to be read' };
  try {
    const { protectedHeader } = await compactVerify(compact, createLocalJWKSet(keys), { algorithms });
    return {
      state: 'good',
      text: `verified: signed by key ${String(protectedHeader.kid ?? 'without an id').slice(0, 100)} (${protectedHeader.alg})`,
    };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): SignatureCheck {
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return { state: 'bad', text: 'wrong: the text was changed after it was signed, or another key signed it' };
  if (error instanceof errors.JWKSNoMatchingKey)
    return { state: 'unknown', text: 'not verified: the key that signed is not among the given keys' };
  if (error instanceof errors.JWKSMultipleMatchingKeys) return { state: 'unknown', text: 'not verified: several of the given keys fit' };
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return { state: 'bad', text: 'wrong: signed in a way that no service accepts' };
  return { state: 'unknown', text: 'not verified: the token or the keys cannot be read' };
}
