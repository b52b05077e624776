import type { Fields, Result } from './cryptoOperations.ts';
import { ecdsaCurveOf, signEcdsa, verifyEcdsa } from './ecdsa.ts';
import type { KeyVersion } from './keyVersion.ts';
import { signRsa, verifyRsa } from './rsaSignature.ts';

/** Key Vault signs digests, never messages: the caller has hashed already. */
interface SignatureAlgorithm {
  readonly scheme: 'RS' | 'PS' | 'ES';
  readonly hash: 'sha256' | 'sha384' | 'sha512';
}

const lengths = { sha256: 32, sha384: 48, sha512: 64 } as const;

export function signDigest(key: KeyVersion, algorithm: string, { value }: Fields): Result {
  const read = readAlgorithm(key, algorithm, value);
  if (read === undefined || value === undefined) return undefined;
  const signature = read.scheme === 'ES' ? signEcdsa(key, value) : signRsa(key, read.scheme, read.hash, value);
  return { value: signature };
}

export function verifyDigest(key: KeyVersion, algorithm: string, { digest, value }: Fields): Result {
  const read = readAlgorithm(key, algorithm, digest);
  if (read === undefined || digest === undefined || value === undefined) return undefined;
  const good = read.scheme === 'ES' ? verifyEcdsa(key, digest, value) : verifyRsa(key, read.scheme, read.hash, digest, value);
  return { value: good };
}

/** The algorithm, where key and length of the digest fit it. */
function readAlgorithm(key: KeyVersion, algorithm: string, digest: Buffer | undefined): SignatureAlgorithm | undefined {
  const [, scheme, size, suffix] = /^(RS|PS|ES)(256|384|512)(K?)$/.exec(algorithm) ?? [];
  if (scheme === undefined) return undefined;
  const hash = `sha${size}` as SignatureAlgorithm['hash'];
  if (digest?.length !== lengths[hash]) return undefined;
  if (scheme === 'ES') return ecdsaCurveOf(key) === `ES${size}${suffix}` ? { scheme, hash } : undefined;
  return key.family === 'RSA' && suffix === '' ? { scheme: scheme as 'RS' | 'PS', hash } : undefined;
}
