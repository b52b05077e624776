import { createPrivateKey, createSecretKey, generateKeyPair, type JsonWebKeyInput, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { generateRsaKey } from '../../rsaKey.ts';
import { invalidText } from '../refusals.ts';
import type { KeyType } from './keyType.ts';
import type { KeyFamily, KeyVersion } from './keyVersion.ts';

/** What is made from a create or import body; a string says what is wrong with it. */
export type MadeKey = Pick<KeyVersion, 'kty' | 'family' | 'operations' | 'publicMembers' | 'material'>;

const generate = promisify(generateKeyPair);

/** Curve names of Key Vault and of OpenSSL. */
export const curves: Readonly<Record<string, string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
  'P-256K': 'secp256k1',
};

/** Bits. */
const sizes: Readonly<Record<'RSA' | 'oct', readonly number[]>> = { RSA: [2048, 3072, 4096], oct: [128, 192, 256] };
const usualExponent = 65_537;

const usualOperations: Readonly<Record<KeyFamily, readonly string[]>> = {
  RSA: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
  EC: ['sign', 'verify'],
  oct: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
};

export async function makeKey({ kty, family }: KeyType, body: JsonObject): Promise<MadeKey | string> {
  const operations = readOperations(body.key_ops, family);
  if (operations === undefined) return invalidText('key_ops');
  const material = await generateMaterial(family, body);
  return typeof material === 'string' ? material : { kty, family, operations, publicMembers: publicMembersOf(material), material };
}

/** The private key of a JWK (RFC 7517), as PUT `/keys/{name}` brings it. */
export function importKey({ kty, family }: KeyType, jwk: JsonObject): MadeKey | string {
  const operations = readOperations(jwk.key_ops, family);
  if (operations === undefined) return invalidText('key.key_ops');
  const material = readMaterial(family, jwk);
  return material === undefined || !isKeptSize(material)
    ? invalidText('key')
    : { kty, family, operations, publicMembers: publicMembersOf(material), material };
}

/** A private key that came with a certificate; undefined for kinds and sizes that a vault does not keep. */
export function keptKey(material: KeyObject): MadeKey | undefined {
  const { asymmetricKeyType: type } = material;
  const family = type === 'rsa' ? 'RSA' : type === 'ec' ? 'EC' : undefined;
  return family !== undefined && isKeptSize(material)
    ? { kty: family, family, operations: usualOperations[family], publicMembers: publicMembersOf(material), material }
    : undefined;
}

function isKeptSize({ asymmetricKeyType: type, asymmetricKeyDetails: details, symmetricKeySize: bytes }: KeyObject): boolean {
  if (type === 'rsa') return sizes.RSA.includes(details?.modulusLength ?? 0);
  return type === 'ec' ? Object.values(curves).includes(details?.namedCurve ?? '') : sizes.oct.includes((bytes ?? 0) * 8);
}

export function readOperations(value: unknown, family: KeyFamily): readonly string[] | undefined {
  if (value === undefined || value === null) return usualOperations[family];
  const known = [...usualOperations.RSA, 'import', 'export'];
  if (!Array.isArray(value) || !value.every(word => known.includes(word))) return undefined;
  return value as readonly string[];
}

async function generateMaterial(family: KeyFamily, body: JsonObject): Promise<KeyObject | string> {
  const size = body.key_size ?? (family === 'RSA' ? 2048 : 256);
  if (family === 'EC') {
    const curve = curves[typeof body.crv === 'string' ? body.crv : 'P-256'];
    if (curve === undefined) return invalidText('crv', String(body.crv));
    return (await generate('ec', { namedCurve: curve })).privateKey;
  }
  if (typeof size !== 'number' || !sizes[family].includes(size)) return invalidText('key_size', String(size));
  if (family === 'oct') return createSecretKey(randomBytes(size / 8));
  const exponent = body.public_exponent ?? usualExponent;
  // @unverified Which exponents the service takes: these are the ones that standards name.
  if (typeof exponent !== 'number' || ![3, 17, usualExponent].includes(exponent)) return invalidText('public_exponent', String(exponent));
  return generateRsaKey(size, BigInt(exponent));
}

function readMaterial(family: KeyFamily, jwk: JsonObject): KeyObject | undefined {
  try {
    if (family === 'oct') return typeof jwk.k === 'string' ? createSecretKey(Buffer.from(jwk.k, 'base64url')) : undefined;
    const crv = jwk.crv === 'P-256K' ? 'secp256k1' : jwk.crv;
    return createPrivateKey({
      key: { ...jwk, kty: family, ...(crv === undefined ? {} : { crv }) } as JsonWebKeyInput['key'],
      format: 'jwk',
    });
  } catch {
    // Whatever is wrong with the key, the answer is 400.
    return undefined;
  }
}

function publicMembersOf(material: KeyObject): Readonly<Record<string, string>> {
  if (material.type === 'secret') return {};
  const { n, e, crv, x, y } = material.export({ format: 'jwk' });
  if (n !== undefined && e !== undefined) return { n, e };
  return { crv: crv === 'secp256k1' ? 'P-256K' : (crv ?? ''), x: x ?? '', y: y ?? '' };
}
