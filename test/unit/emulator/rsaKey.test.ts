import { createPublicKey, privateDecrypt, publicEncrypt, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { generateRsaKey } from '../../../src/emulator/rsaKey.ts';

test.each([1024, 2048])('a key of %i bits signs and decrypts, and OpenSSL finds its numbers consistent', async bits => {
  const key = await generateRsaKey(bits);
  const publicKey = createPublicKey(key);
  expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: bits, publicExponent: 65_537n });
  const message = Buffer.from('a message');
  expect(verify('sha256', message, publicKey, sign('sha256', message, key))).toBe(true);
  expect(privateDecrypt(key, publicEncrypt(publicKey, message))).toEqual(message);
  const { p, q, n, d } = key.export({ format: 'jwk' });
  const number = (text = ''): bigint => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
  expect(number(p) * number(q)).toBe(number(n));
  expect((number(d) * 65_537n) % ((number(p) - 1n) * (number(q) - 1n))).toBe(1n);
});

test('no two keys are alike', async () => {
  const [one, other] = await Promise.all([generateRsaKey(1024), generateRsaKey(1024)]);
  expect(one.equals(other)).toBe(false);
});
