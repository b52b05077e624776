import { createHash } from 'node:crypto';

/** What the derived bytes are for (RFC 7292 appendix B.3). */
export const derivedFor = { key: 1, vector: 2, mac: 3 } as const;

export interface Derivation {
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly salt: Buffer;
  readonly iterations: number;
}

/** Bytes of a password for PKCS#12 (RFC 7292 appendix B.2). */
export function derivePkcs12({ hash, salt, iterations }: Derivation, password: Buffer, use: number, size: number): Buffer {
  const block = hash === 'sha1' || hash === 'sha256' ? 64 : 128;
  const diversifier = Buffer.alloc(block, use);
  const filled = (bytes: Buffer): Buffer => Buffer.alloc(bytes.length === 0 ? 0 : Math.ceil(bytes.length / block) * block, bytes);
  const input = Buffer.concat([filled(salt), filled(password)]);
  const parts: Buffer[] = [];
  for (let made = 0; made < size; ) {
    let digest = createHash(hash).update(diversifier).update(input).digest();
    for (let round = 1; round < iterations; round += 1) digest = createHash(hash).update(digest).digest();
    parts.push(digest);
    made += digest.length;
    addToBlocks(input, Buffer.alloc(block, digest), block);
  }
  return Buffer.concat(parts).subarray(0, size);
}

/** Each block of the input plus the digest plus one, modulo 2^(8 block). */
function addToBlocks(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let place = block - 1; place >= 0; place -= 1) {
      const sum = (input[start + place] ?? 0) + (addend[place] ?? 0) + carry;
      input[start + place] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}

/** UTF-16, big-endian, ended by a zero (RFC 7292 appendix B.1). */
export const pkcs12Password = (password: string): Buffer => Buffer.from(`${password}\0`, 'utf16le').swap16();
