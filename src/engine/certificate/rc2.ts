/** PITABLE of RFC 2268 section 2: the digits of pi as a permutation of the bytes. */
const piTable = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb6266fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);
const blockBytes = 8;
/** How far R[0] to R[3] are rotated in each mixing round. */
const rotations = [1, 2, 3, 5] as const;

/**
 * Decrypts RC2 in CBC mode with PKCS#7 padding (RFC 2268). OpenSSL 3 has it in its legacy provider alone, which Node does not load; older
 * versions of Windows and of Azure write PKCS#12 files with it. Nothing is ever encrypted with it here.
 * @throws {RangeError} for data or padding that no such encryption makes: a wrong password, most likely
 */
export function decryptRc2Cbc(key: Buffer, effectiveBits: number, iv: Buffer, data: Buffer): Buffer {
  if (data.length === 0 || data.length % blockBytes !== 0) throw new RangeError('no whole number of blocks');
  const words = expandKey(key, effectiveBits);
  const plain = Buffer.alloc(data.length);
  let before = iv;
  for (let at = 0; at < data.length; at += blockBytes) {
    const block = data.subarray(at, at + blockBytes);
    const opened = decryptBlock(words, block);
    for (const [index, byte] of opened.entries()) plain[at + index] = byte ^ (before[index] ?? 0);
    before = block;
  }
  const padding = plain.at(-1) ?? 0;
  if (padding < 1 || padding > blockBytes || plain.subarray(-padding).some(byte => byte !== padding)) throw new RangeError('bad padding');
  return plain.subarray(0, -padding);
}

/** Section 2: 64 words of 16 bits from a key of 1 to 128 bytes, of which `effectiveBits` count. */
export function expandKey(key: Buffer, effectiveBits: number): Uint16Array {
  const bytes = Buffer.alloc(128);
  key.copy(bytes);
  const at = (index: number): number => bytes[index] ?? 0;
  const pi = (index: number): number => piTable[index & 0xff] ?? 0;
  for (let i = key.length; i < 128; i++) bytes[i] = pi(at(i - 1) + at(i - key.length));
  const effectiveBytes = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * effectiveBytes - effectiveBits);
  bytes[128 - effectiveBytes] = pi(at(128 - effectiveBytes) & mask);
  for (let i = 127 - effectiveBytes; i >= 0; i--) bytes[i] = pi(at(i + 1) ^ at(i + effectiveBytes));
  return Uint16Array.from({ length: 64 }, (_, index) => bytes.readUInt16LE(index * 2));
}

/** Section 4: sixteen mixing rounds backwards, with a mashing round after the fifth and the eleventh. */
export function decryptBlock(words: Uint16Array, block: Buffer): Buffer {
  const r = Uint16Array.from({ length: 4 }, (_, index) => block.readUInt16LE(index * 2));
  const reg = (index: number): number => r[index & 3] ?? 0;
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const turned = (reg(i) >>> (rotations[i] ?? 0)) | (reg(i) << (16 - (rotations[i] ?? 0)));
      r[i] = turned - (words[round * 4 + i] ?? 0) - (reg(i + 3) & reg(i + 2)) - (~reg(i + 3) & reg(i + 1));
    }
    if (round === 11 || round === 5) for (let i = 3; i >= 0; i--) r[i] = reg(i) - (words[reg(i + 3) & 63] ?? 0);
  }
  const plain = Buffer.alloc(blockBytes);
  for (const [index, word] of r.entries()) plain.writeUInt16LE(word, index * 2);
  return plain;
}
