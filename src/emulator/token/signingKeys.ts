import { createHash } from 'node:crypto';

/** The key pair with which the embedded Entra ID signs; one per start, shared by all its tenants as in the real service. */
export interface SigningKeys {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** Public part as a member of a JWK Set (RFC 7517 section 5). */
  readonly jwk: Readonly<Record<string, unknown>>;
}

export async function createSigningKeys(): Promise<SigningKeys> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  const kid = createHash('sha1').update(new Uint8Array(spki)).digest('base64url');
  const { n, e } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  return {
    kid,
    privateKey: keys.privateKey,
    publicKey: keys.publicKey,
    jwk: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e },
  };
}
