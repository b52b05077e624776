import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { ascii, bits, childrenOf, der, integer, octets, oid, readDer, sequence, tagged, utf8, yes } from './der.ts';

/** Other names of a certificate, by kind (RFC 5280 section 4.2.1.6). */
export interface AlternativeNames {
  readonly emails: readonly string[];
  readonly dnsNames: readonly string[];
  readonly upns: readonly string[];
  readonly uris: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** The words of Key Vault, in the order of the bits (RFC 5280 section 4.2.1.3). */
export const keyUsages: readonly string[] = [
  ...['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement'],
  ...['keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'],
];

const extension = (id: string, critical: boolean, value: Buffer): Buffer => sequence(oid(id), ...(critical ? [yes] : []), octets(value));

export const basicConstraints = (authority: boolean, pathLength?: number): Buffer =>
  extension('2.5.29.19', true, sequence(...(authority ? [yes] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])));

export function keyUsage(words: readonly string[]): Buffer {
  const places = words.map(word => keyUsages.indexOf(word));
  const last = Math.max(...places);
  const bytes = Buffer.alloc(last < 8 ? 1 : 2);
  for (const place of places) bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return extension('2.5.29.15', true, bits(bytes, 7 - (last & 7)));
}

export const extendedKeyUsage = (ids: readonly string[]): Buffer => extension('2.5.29.37', false, sequence(...ids.map(oid)));

export function alternativeNames(names: AlternativeNames): Buffer {
  const upn = (name: string): Buffer => tagged(0, oid('1.3.6.1.4.1.311.20.2.3'), tagged(0, utf8(name)));
  return extension(
    '2.5.29.17',
    false,
    sequence(
      ...names.emails.map(name => ascii(0x81, name)),
      ...names.dnsNames.map(name => ascii(0x82, name)),
      ...names.uris.map(name => ascii(0x86, name)),
      ...names.ipAddresses.map(address => der(0x87, Buffer.from(address.split('.').map(Number)))),
      ...names.upns.map(upn),
    ),
  );
}

export const subjectKeyIdentifier = (key: KeyObject): Buffer => extension('2.5.29.14', false, octets(keyIdentifier(key)));
export const authorityKeyIdentifier = (key: KeyObject): Buffer => extension('2.5.29.35', false, sequence(der(0x80, keyIdentifier(key))));

/** Permitted subtrees: these DNS names and 127.0.0.1/32 (RFC 5280 section 4.2.1.10). */
export function nameConstraints(dnsNames: readonly string[]): Buffer {
  const dns = dnsNames.map(name => sequence(ascii(0x82, name)));
  const loopback = sequence(der(0x87, Buffer.from([127, 0, 0, 1, 255, 255, 255, 255])));
  return extension('2.5.29.30', true, sequence(tagged(0, ...dns, loopback)));
}

/** SHA-1 of the key's bits (RFC 5280 section 4.2.1.2, method 1). */
function keyIdentifier(key: KeyObject): Buffer {
  const [, bitString] = childrenOf(readDer(spkiOf(key)));
  return createHash('sha1')
    .update(bitString?.content.subarray(1) ?? Buffer.alloc(0))
    .digest();
}

/** SubjectPublicKeyInfo of a key, whichever half is given. */
export const spkiOf = (key: KeyObject): Buffer =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });
