import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { childrenOf, type DerElement, integerOf, octetsOf, oidOf } from './derReader.ts';
import { decryptRc2Cbc } from './rc2.ts';

const pbes2 = '1.2.840.113549.1.5.13';
const mostIterations = 5_000_000;

/** The ciphers of PKCS#12 itself (RFC 7292 appendix C), without RC4, which nobody has written for long. */
const ownCiphers: Readonly<Record<string, { readonly keyBytes: number; decrypt(key: Buffer, iv: Buffer, data: Buffer): Buffer }>> = {
  '1.2.840.113549.1.12.1.3': { keyBytes: 24, decrypt: (key, iv, data) => decipher('des-ede3-cbc', key, iv, data) },
  '1.2.840.113549.1.12.1.4': {
    keyBytes: 16,
    // Two keys: the first is also the third.
    decrypt: (key, iv, data) => decipher('des-ede3-cbc', Buffer.concat([key, key.subarray(0, 8)]), iv, data),
  },
  '1.2.840.113549.1.12.1.5': { keyBytes: 16, decrypt: (key, iv, data) => decryptRc2Cbc(key, 128, iv, data) },
  '1.2.840.113549.1.12.1.6': { keyBytes: 5, decrypt: (key, iv, data) => decryptRc2Cbc(key, 40, iv, data) },
};
const rc4: ReadonlySet<string> = new Set(['1.2.840.113549.1.12.1.1', '1.2.840.113549.1.12.1.2']);

const pbes2Ciphers: Readonly<Record<string, readonly [name: string, keyBytes: number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};
const pbkdf2Hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

export class UnknownCipher extends Error {
  override readonly name = 'UnknownCipher';
}

/**
 * Decrypts with the AlgorithmIdentifier that stands beside the data (RFC 8018, RFC 7292 appendix B).
 * @throws {UnknownCipher} for a cipher that cannot be had here; an Error of OpenSSL or a RangeError for a wrong password
 */
export function decryptWithPassword(algorithm: DerElement | undefined, data: Buffer, password: string): Buffer {
  const [oid, parameters] = childrenOf(algorithm);
  const name = oidOf(oid);
  if (name === pbes2) return decryptPbes2(parameters, data, password);
  const cipher = ownCiphers[name];
  if (cipher === undefined) throw new UnknownCipher(rc4.has(name) ? 'RC4' : name);
  const [salt, count] = childrenOf(parameters);
  const derive = (id: 1 | 2, length: number): Buffer =>
    pkcs12Key({ hash: 'sha1', id, length, password, salt: octetsOf(salt), count: iterations(count) });
  return cipher.decrypt(derive(1, cipher.keyBytes), derive(2, 8), data);
}

function decryptPbes2(parameters: DerElement | undefined, data: Buffer, password: string): Buffer {
  const [kdf, cipher] = childrenOf(parameters);
  const [, kdfParameters] = childrenOf(kdf);
  const [salt, count, ...others] = childrenOf(kdfParameters);
  const prf = others.find(each => each.tag === 0x30);
  const hash = pbkdf2Hashes[prf === undefined ? '1.2.840.113549.2.7' : oidOf(childrenOf(prf)[0])];
  const [cipherOid, iv] = childrenOf(cipher);
  const known = pbes2Ciphers[oidOf(cipherOid)];
  if (hash === undefined || known === undefined) throw new UnknownCipher(oidOf(cipherOid));
  const [name, keyBytes] = known;
  return decipher(name, pbkdf2Sync(Buffer.from(password, 'utf8'), octetsOf(salt), iterations(count), keyBytes, hash), octetsOf(iv), data);
}

function decipher(name: string, key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const stream = createDecipheriv(name, key, iv);
  return Buffer.concat([stream.update(data), stream.final()]);
}

/** A hostile file could ask for hours of hashing. */
export function iterations(element: DerElement | undefined): number {
  const count = integerOf(element);
  if (count < 1 || count > mostIterations) throw new RangeError('iterations out of bounds');
  return count;
}

export interface Pkcs12KeyAsk {
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** 1 key, 2 initial vector, 3 key of the MAC. */
  readonly id: 1 | 2 | 3;
  readonly length: number;
  readonly password: string;
  readonly salt: Buffer;
  readonly count: number;
}

/** The key derivation of PKCS#12 (RFC 7292 appendix B.2). */
export function pkcs12Key({ hash, id, length, password, salt, count }: Pkcs12KeyAsk): Buffer {
  const block = hash === 'sha1' || hash === 'sha256' ? 64 : 128;
  const input = Buffer.concat([filled(salt, block), filled(bmpText(password), block)]);
  let out = Buffer.alloc(0);
  while (out.length < length) {
    let digest = createHash(hash).update(Buffer.alloc(block, id)).update(input).digest();
    for (let round = 1; round < count; round++) digest = createHash(hash).update(digest).digest();
    out = Buffer.concat([out, digest]);
    addToBlocks(input, filled(digest, block).subarray(0, block), block);
  }
  return out.subarray(0, length);
}

/** UTF-16 big-endian with a closing zero, as the RFC wants passwords. */
function bmpText(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le').swap16();
}

function filled(bytes: Buffer, block: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** Each block of `input` plus `addend` plus one, modulo 2 to the number of its bits. */
function addToBlocks(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let at = block - 1; at >= 0; at--) {
      carry += input.readUInt8(start + at) + addend.readUInt8(at);
      input.writeUInt8(carry & 0xff, start + at);
      carry >>= 8;
    }
  }
}
