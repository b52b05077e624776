import { createPrivateKey, generatePrime, type KeyObject } from 'node:crypto';
import { inverseOf } from './modularArithmetic.ts';

const usualExponent = 65_537n;

/**
 * A new private RSA key. `generateKeyPair` looks for primes with auxiliary primes (FIPS 186-5 appendix A.1.6) and takes three
 * times as long, which every start would wait for. The two are looked for at the same time, on two threads of the pool.
 */
export async function generateRsaKey(bits: number, exponent = usualExponent): Promise<KeyObject> {
  const [p, q] = await Promise.all([suitablePrime(bits / 2, exponent), suitablePrime(bits / 2, exponent)]);
  const d = inverseOf(exponent, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: exponent, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverseOf(q, p) };
  const members = Object.entries(numbers).map(([name, number]) => [name, toBase64Url(number)]);
  return createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(members) }, format: 'jwk' });
}

const primeOf = (bits: number): Promise<bigint> =>
  new Promise((resolve, reject) => {
    generatePrime(bits, { bigint: true }, (error, found) => (error instanceof Error ? reject(error) : resolve(found)));
  });

/** OpenSSL sets the two topmost bits, so that the product of two has twice as many. */
async function suitablePrime(bits: number, exponent: bigint): Promise<bigint> {
  for (;;) {
    const found = await primeOf(bits);
    if ((found - 1n) % exponent !== 0n) return found;
  }
}

function toBase64Url(number: bigint): string {
  const digits = number.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex').toString('base64url');
}
