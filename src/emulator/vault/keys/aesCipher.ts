import { type CipherGCM, createCipheriv, createDecipheriv, type DecipherGCM, randomBytes } from 'node:crypto';
import type { Fields, Result } from './cryptoOperations.ts';
import type { KeyVersion } from './keyVersion.ts';

type Mode = 'GCM' | 'CBC' | 'CBCPAD' | 'KW' | 'KWP';

/** Fixed by RFC 3394 section 2.2.3.1. */
const wrapVector = Buffer.alloc(8, 0xa6);
/** RFC 5649 section 3. */
const paddedWrapVector = Buffer.from('a65959a6', 'hex');

/** The names of PKCS #11, which fit keys of any size. */
const wrapModes: Readonly<Record<string, Mode>> = { CKM_AES_KEY_WRAP: 'KW', CKM_AES_KEY_WRAP_PAD: 'KWP' };

export function aesEncrypt(key: KeyVersion, algorithm: string, fields: Fields): Result {
  const mode = modeOf(key, algorithm);
  if (mode === undefined || fields.value === undefined) return undefined;
  try {
    return encryptWith(mode, key, fields.value, fields);
  } catch {
    // A length that the mode cannot take: the caller answers 400.
    return undefined;
  }
}

export function aesDecrypt(key: KeyVersion, algorithm: string, fields: Fields): Result {
  const mode = modeOf(key, algorithm);
  if (mode === undefined || fields.value === undefined) return undefined;
  try {
    return decryptWith(mode, key, fields.value, fields);
  } catch {
    // Wrong tag, padding or length: the caller answers 400.
    return undefined;
  }
}

/** `A256GCM` and the like, where the size fits the key. */
function modeOf({ family, material }: KeyVersion, algorithm: string): Mode | undefined {
  if (family !== 'oct') return undefined;
  const wrapMode = wrapModes[algorithm];
  if (wrapMode !== undefined) return wrapMode;
  const [, size, mode] = /^A(128|192|256)(GCM|CBCPAD|CBC|KW)$/.exec(algorithm) ?? [];
  return material.symmetricKeySize === Number(size) / 8 ? (mode as Mode) : undefined;
}

const bits = ({ material }: KeyVersion): number => (material.symmetricKeySize ?? 0) * 8;

function wrapCipher(mode: 'KW' | 'KWP', key: KeyVersion): { readonly name: string; readonly vector: Buffer } {
  const name = `id-aes${bits(key)}-wrap`;
  return mode === 'KW' ? { name, vector: wrapVector } : { name: `${name}-pad`, vector: paddedWrapVector };
}

function encryptWith(mode: Mode, key: KeyVersion, value: Buffer, fields: Fields): Result {
  if (mode === 'KW' || mode === 'KWP') {
    const { name, vector } = wrapCipher(mode, key);
    const cipher = createCipheriv(name, key.material, vector);
    return { value: Buffer.concat([cipher.update(value), cipher.final()]) };
  }
  if (mode === 'GCM') {
    // As in the service, the vault makes the vector: one given twice would break the mode.
    const iv = randomBytes(12);
    const cipher = createCipheriv(`aes-${bits(key)}-gcm`, key.material, iv) as CipherGCM;
    if (fields.aad !== undefined) cipher.setAAD(fields.aad);
    const encrypted = Buffer.concat([cipher.update(value), cipher.final()]);
    return { value: encrypted, iv, tag: cipher.getAuthTag(), ...(fields.aad === undefined ? {} : { aad: fields.aad }) };
  }
  const iv = fields.iv ?? randomBytes(16);
  const cipher = createCipheriv(`aes-${bits(key)}-cbc`, key.material, iv).setAutoPadding(mode === 'CBCPAD');
  return { value: Buffer.concat([cipher.update(value), cipher.final()]), iv };
}

function decryptWith(mode: Mode, key: KeyVersion, value: Buffer, { iv, aad, tag }: Fields): Result {
  if (mode === 'KW' || mode === 'KWP') {
    const { name, vector } = wrapCipher(mode, key);
    const decipher = createDecipheriv(name, key.material, vector);
    return { value: Buffer.concat([decipher.update(value), decipher.final()]) };
  }
  if (iv === undefined) return undefined;
  if (mode === 'GCM') {
    if (tag?.length !== 16) return undefined;
    const decipher = createDecipheriv(`aes-${bits(key)}-gcm`, key.material, iv) as DecipherGCM;
    decipher.setAuthTag(tag);
    if (aad !== undefined) decipher.setAAD(aad);
    return { value: Buffer.concat([decipher.update(value), decipher.final()]) };
  }
  const decipher = createDecipheriv(`aes-${bits(key)}-cbc`, key.material, iv).setAutoPadding(mode === 'CBCPAD');
  return { value: Buffer.concat([decipher.update(value), decipher.final()]) };
}
