import { createECDH, randomBytes } from 'node:crypto';
import { inverseOf, modulo } from '../../modularArithmetic.ts';
import type { KeyVersion } from './keyVersion.ts';
import { curves } from './makeKey.ts';

// node:crypto signs messages and never digests, and Key Vault is given digests: hence the arithmetic (FIPS 186-5 section 6.4).
// Plain BigInt, open to timing: these keys guard nothing.

type Point = { readonly x: bigint; readonly y: bigint } | undefined;

interface Curve {
  readonly algorithm: string;
  readonly prime: bigint;
  readonly a: bigint;
  readonly order: bigint;
  /** Bytes of a coordinate. */
  readonly size: number;
}

const nist = (algorithm: string, prime: bigint, order: bigint, size: number): Curve => ({ algorithm, prime, a: prime - 3n, order, size });

const parameters: Readonly<Record<string, Curve>> = {
  'P-256': nist(
    'ES256',
    2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    32,
  ),
  'P-384': nist(
    'ES384',
    2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    48,
  ),
  'P-521': nist(
    'ES512',
    2n ** 521n - 1n,
    2n ** 521n - 2n ** 260n + 0xa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    66,
  ),
  'P-256K': {
    algorithm: 'ES256K',
    prime: 2n ** 256n - 2n ** 32n - 977n,
    a: 0n,
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    size: 32,
  },
};

/** The one signature algorithm of the key's curve; undefined for other keys. */
export function ecdsaCurveOf({ publicMembers }: KeyVersion): string | undefined {
  return parameters[publicMembers.crv ?? '']?.algorithm;
}

/** r and s, each as long as a coordinate (the form of JWS, RFC 7518 section 3.4). */
export function signEcdsa(key: KeyVersion, digest: Buffer): Buffer {
  const curve = curveOf(key);
  const secret = toNumber(Buffer.from(key.material.export({ format: 'jwk' }).d ?? '', 'base64url'));
  for (;;) {
    const nonce = (toNumber(randomBytes(curve.size + 8)) % (curve.order - 1n)) + 1n;
    const r = (multiplyBase(key, nonce)?.x ?? 0n) % curve.order;
    const s = modulo(inverseOf(nonce, curve.order) * (hashNumber(digest, curve) + r * secret), curve.order);
    if (r !== 0n && s !== 0n) return Buffer.concat([toBytes(r, curve.size), toBytes(s, curve.size)]);
  }
}

export function verifyEcdsa(key: KeyVersion, digest: Buffer, signature: Buffer): boolean {
  const curve = curveOf(key);
  if (signature.length !== 2 * curve.size) return false;
  const r = toNumber(signature.subarray(0, curve.size));
  const s = toNumber(signature.subarray(curve.size));
  if (r <= 0n || r >= curve.order || s <= 0n || s >= curve.order) return false;
  const w = inverseOf(s, curve.order);
  const { x = '', y = '' } = key.publicMembers;
  const publicPoint = { x: toNumber(Buffer.from(x, 'base64url')), y: toNumber(Buffer.from(y, 'base64url')) };
  const fromDigest = multiplyBase(key, modulo(hashNumber(digest, curve) * w, curve.order));
  const sum = add(fromDigest, multiply(publicPoint, modulo(r * w, curve.order), curve), curve);
  return sum !== undefined && sum.x % curve.order === r;
}

function curveOf({ publicMembers }: KeyVersion): Curve {
  const curve = parameters[publicMembers.crv ?? ''];
  if (curve === undefined) throw new Error(`no curve ${publicMembers.crv}`);
  return curve;
}

/** A multiple of the base point: what OpenSSL makes as the public key of a private one. */
function multiplyBase(key: KeyVersion, factor: bigint): Point {
  if (factor === 0n) return undefined;
  const { size } = curveOf(key);
  const ecdh = createECDH(curves[key.publicMembers.crv ?? ''] ?? '');
  ecdh.setPrivateKey(toBytes(factor, size));
  const point = ecdh.getPublicKey();
  return { x: toNumber(point.subarray(1, 1 + size)), y: toNumber(point.subarray(1 + size)) };
}

function multiply(point: Point, factor: bigint, curve: Curve): Point {
  let sum: Point;
  let power = point;
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) sum = add(sum, power, curve);
    power = add(power, power, curve);
  }
  return sum;
}

function add(left: Point, right: Point, { prime, a }: Curve): Point {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const same = left.x === right.x;
  if (same && modulo(left.y + right.y, prime) === 0n) return undefined;
  const slope = same ? (3n * left.x * left.x + a) * inverseOf(2n * left.y, prime) : (right.y - left.y) * inverseOf(right.x - left.x, prime);
  const x = modulo(slope * slope - left.x - right.x, prime);
  return { x, y: modulo(slope * (left.x - x) - left.y, prime) };
}

/** No digest here is longer than the order of its curve, so none has to be cut. */
const hashNumber = (digest: Buffer, { order }: Curve): bigint => toNumber(digest) % order;

const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex') || '0'}`);
const toBytes = (value: bigint, size: number): Buffer => Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex');
