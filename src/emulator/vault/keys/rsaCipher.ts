import { constants, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { Fields, Result } from './cryptoOperations.ts';
import type { KeyVersion } from './keyVersion.ts';

const paddings: Readonly<Record<string, { readonly padding: number; readonly oaepHash?: string }>> = {
  'RSA-OAEP': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
  'RSA-OAEP-256': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
  RSA1_5: { padding: constants.RSA_PKCS1_PADDING },
};

export function rsaEncrypt(key: KeyVersion, algorithm: string, { value }: Fields): Result {
  const padding = paddings[algorithm];
  if (key.family !== 'RSA' || padding === undefined || value === undefined) return undefined;
  try {
    return { value: publicEncrypt({ key: createPublicKey(key.material), ...padding }, value) };
  } catch {
    // Longer than the key can take: the caller answers 400.
    return undefined;
  }
}

export function rsaDecrypt(key: KeyVersion, algorithm: string, { value }: Fields): Result {
  const padding = paddings[algorithm];
  if (key.family !== 'RSA' || padding === undefined || value === undefined) return undefined;
  try {
    if (algorithm !== 'RSA1_5') return { value: privateDecrypt({ key: key.material, ...padding }, value) };
    return unpad(privateDecrypt({ key: key.material, padding: constants.RSA_NO_PADDING }, value));
  } catch {
    // Not made with this key: the caller answers 400.
    return undefined;
  }
}

/** RFC 8017 section 7.2.2, by hand: Node refuses this padding for private keys where its OpenSSL cannot hide failures. */
function unpad(block: Buffer): Result {
  const end = block.indexOf(0, 2);
  return block[0] === 0 && block[1] === 2 && end >= 10 ? { value: block.subarray(end + 1) } : undefined;
}
