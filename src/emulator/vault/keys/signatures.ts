import { createHmac } from 'node:crypto';
import { assertNever } from '../../../core/model/assertNever.ts';
import type { Fields, Result } from './cryptoOperations.ts';
import { ecdsaCurveOf, signEcdsa, verifyEcdsa } from './ecdsa.ts';
import type { KeyVersion } from './keyVersion.ts';
import { signRsa, verifyRsa } from './rsaSignature.ts';

/** Key Vault signs digests, never messages: the caller has hashed already. HMAC is taken of the digest too. @unverified */
interface SignatureAlgorithm {
  readonly scheme: 'RS' | 'PS' | 'ES' | 'HS';
  readonly hash: 'sha256' | 'sha384' | 'sha512';
}

const lengths = { sha256: 32, sha384: 48, sha512: 64 } as const;

export function signDigest(key: KeyVersion, algorithm: string, { value }: Fields): Result {
  const read = readAlgorithm(key, algorithm, value);
  if (read === undefined || value === undefined) return undefined;
  return { value: sign(key, read, value) };
}

export function verifyDigest(key: KeyVersion, algorithm: string, { digest, value }: Fields): Result {
  const read = readAlgorithm(key, algorithm, digest);
  if (read === undefined || digest === undefined || value === undefined) return undefined;
  return { value: isGood(key, read, digest, value) };
}

function sign(key: KeyVersion, { scheme, hash }: SignatureAlgorithm, digest: Buffer): Buffer {
  switch (scheme) {
    case 'ES':
      return signEcdsa(key, digest);
    case 'HS':
      return createHmac(hash, key.material).update(digest).digest();
    case 'RS':
    case 'PS':
      return signRsa(key, scheme, hash, digest);
    default:
      return assertNever(scheme);
  }
}

function isGood(key: KeyVersion, algorithm: SignatureAlgorithm, digest: Buffer, signature: Buffer): boolean {
  const { scheme, hash } = algorithm;
  switch (scheme) {
    case 'ES':
      return verifyEcdsa(key, digest, signature);
    case 'HS':
      return sign(key, algorithm, digest).equals(signature);
    case 'RS':
    case 'PS':
      return verifyRsa(key, scheme, hash, digest, signature);
    default:
      return assertNever(scheme);
  }
}

/** The algorithm, where key and length of the digest fit it. */
function readAlgorithm(key: KeyVersion, algorithm: string, digest: Buffer | undefined): SignatureAlgorithm | undefined {
  const [, scheme, size, suffix] = /^(RS|PS|ES|HS)(256|384|512)(K?)$/.exec(algorithm) ?? [];
  if (scheme === undefined) return undefined;
  const hash = `sha${size}` as SignatureAlgorithm['hash'];
  if (digest?.length !== lengths[hash]) return undefined;
  if (scheme === 'ES') return ecdsaCurveOf(key) === `ES${size}${suffix}` ? { scheme, hash } : undefined;
  const family = scheme === 'HS' ? 'oct' : 'RSA';
  return key.family === family && suffix === '' ? { scheme: scheme as 'RS' | 'PS' | 'HS', hash } : undefined;
}
