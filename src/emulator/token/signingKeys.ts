import { createHash, createPublicKey } from 'node:crypto';
import { generateRsaKey } from '../rsaKey.ts';

/** The key pair with which the embedded Entra ID signs; one per start, shared by all its tenants as in the real service. */
export interface SigningKeys {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** Public part as a member of a JWK Set (RFC 7517 section 5). */
  readonly jwk: Readonly<Record<string, unknown>>;
}

export async function createSigningKeys(): Promise<SigningKeys> {
  const pair = await generateRsaKey(2048);
  const publicHalf = createPublicKey(pair);
  const spki = publicHalf.export({ format: 'der', type: 'spki' });
  const kid = createHash('sha1').update(spki).digest('base64url');
  const { n, e } = publicHalf.export({ format: 'jwk' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('pkcs8', pair.export({ format: 'der', type: 'pkcs8' }), algorithm, false, ['sign']),
    crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  ]);
  return { kid, privateKey, publicKey, jwk: { kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e } };
}
