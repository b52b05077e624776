import { constants, createHash, createPublicKey, type KeyObject, privateEncrypt, publicDecrypt, randomBytes } from 'node:crypto';
import type { KeyVersion } from './keyVersion.ts';

/** DER of the DigestInfo up to the digest itself (RFC 8017 section 9.2, note 1). */
const digestInfo: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

export function signRsa({ material }: KeyVersion, scheme: 'RS' | 'PS', hash: string, digest: Buffer): Buffer {
  if (scheme === 'RS') {
    const info = Buffer.concat([Buffer.from(digestInfo[hash] ?? '', 'hex'), digest]);
    return privateEncrypt({ key: material, padding: constants.RSA_PKCS1_PADDING }, info);
  }
  return privateEncrypt({ key: material, padding: constants.RSA_NO_PADDING }, encodePss(hash, digest, modulusBytes(material)));
}

export function verifyRsa({ material }: KeyVersion, scheme: 'RS' | 'PS', hash: string, digest: Buffer, signature: Buffer): boolean {
  try {
    const key = createPublicKey(material);
    if (scheme === 'PS') return isPss(hash, digest, publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
    const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return info.equals(Buffer.concat([Buffer.from(digestInfo[hash] ?? '', 'hex'), digest]));
  } catch {
    // A signature of the wrong length or padding is simply not good.
    return false;
  }
}

const modulusBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;

/** EMSA-PSS (RFC 8017 section 9.1.1) of a digest, with a salt as long as the digest. */
function encodePss(hash: string, digest: Buffer, length: number): Buffer {
  const salt = randomBytes(digest.length);
  const seal = sealOf(hash, digest, salt);
  const block = Buffer.alloc(length - digest.length - 1);
  block[block.length - salt.length - 1] = 1;
  salt.copy(block, block.length - salt.length);
  const masked = mask(hash, seal, block);
  return Buffer.concat([masked, seal, Buffer.from([0xbc])]);
}

/** Section 9.1.2. */
function isPss(hash: string, digest: Buffer, encoded: Buffer): boolean {
  const size = digest.length;
  const seal = encoded.subarray(-size - 1, -1);
  if (encoded.at(-1) !== 0xbc || ((encoded[0] ?? 0) & 0x80) !== 0) return false;
  const block = mask(hash, seal, encoded.subarray(0, -size - 1));
  const start = block.length - size - 1;
  return (
    block.subarray(0, start).every(byte => byte === 0) && block[start] === 1 && sealOf(hash, digest, block.subarray(start + 1)).equals(seal)
  );
}

const sealOf = (hash: string, digest: Buffer, salt: Buffer): Buffer =>
  createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();

/** The block under the MGF1 mask (appendix B.2.1); the topmost bit is cleared, for moduli are whole bytes long. */
function mask(hash: string, seed: Buffer, block: Buffer): Buffer {
  const masks: Buffer[] = [];
  for (let counter = 0, size = 0; size < block.length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(count).digest();
    masks.push(part);
    size += part.length;
  }
  const stream = Buffer.concat(masks);
  const masked = Buffer.from(block.map((byte, index) => byte ^ (stream[index] ?? 0)));
  masked[0] = (masked[0] ?? 0) & 0x7f;
  return masked;
}
