import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import type { SignatureCheck } from '../model/tokenFacts.ts';

/** Keys of an issuer (RFC 7517 section 5). */
export type PublicKeys = JSONWebKeySet;

/** Keys that are kept ready for many tokens: each is read when it is first needed, which takes longer than to check with it. */
export type KeySet = ReturnType<typeof createLocalJWKSet>;

/** @throws where the keys have not the form of RFC 7517 */
export const keySetOf = (keys: readonly Readonly<Record<string, unknown>>[]): KeySet =>
  createLocalJWKSet({ keys } as unknown as PublicKeys);

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
export async function verifySignature(token: string, keys: PublicKeys | KeySet): Promise<SignatureCheck> {
  const compact = token.trim().replace(/^(?:bearer|pop)\s+/i, '');
  if (compact.length > longestToken) return { state: 'unknown', reason: 'too-long' };
  try {
    const set = typeof keys === 'function' ? keys : createLocalJWKSet(keys);
    const { protectedHeader } = await compactVerify(compact, set, { algorithms });
    return {
      state: 'good',
      kid: protectedHeader.kid === undefined ? null : String(protectedHeader.kid).slice(0, 100),
      alg: protectedHeader.alg,
    };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): SignatureCheck {
  if (error instanceof errors.JWSSignatureVerificationFailed) return { state: 'bad', reason: 'changed' };
  if (error instanceof errors.JWKSNoMatchingKey) return { state: 'unknown', reason: 'no-key' };
  if (error instanceof errors.JWKSMultipleMatchingKeys) return { state: 'unknown', reason: 'several-keys' };
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) return { state: 'bad', reason: 'algorithm' };
  return { state: 'unknown', reason: 'unreadable' };
}
