import { createHmac, timingSafeEqual } from 'node:crypto';
import { childrenOf, type DerElement, firstElement, octetsOf, oidOf } from './derReader.ts';
import { decryptWithPassword, iterations, pkcs12Key, UnknownCipher } from './pkcs12Cipher.ts';

type Pkcs12ErrorCode = 'wrong-password' | 'unknown-cipher' | 'malformed';

export class Pkcs12Error extends Error {
  override readonly name = 'Pkcs12Error';
  readonly code: Pkcs12ErrorCode;

  constructor(code: Pkcs12ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static is(error: unknown, code?: Pkcs12ErrorCode): error is Pkcs12Error {
    return error instanceof Pkcs12Error && (code === undefined || error.code === code);
  }
}

/** What is in a PKCS#12 file: the first private key (PKCS#8, DER) and all certificates (DER). */
export interface Pkcs12Content {
  readonly key: Buffer | null;
  readonly certificates: readonly Buffer[];
}

const dataOid = '1.2.840.113549.1.7.1';
const encryptedDataOid = '1.2.840.113549.1.7.6';
const keyBagOid = '1.2.840.113549.1.12.10.1.1';
const shroudedKeyBagOid = '1.2.840.113549.1.12.10.1.2';
const certificateBagOid = '1.2.840.113549.1.12.10.1.3';

const macHashes: Readonly<Record<string, 'sha1' | 'sha256' | 'sha384' | 'sha512'>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Reads a PFX (RFC 7292) that is protected by a password, with AES, triple DES or RC2.
 * @throws {Pkcs12Error}
 */
export function readPkcs12(bytes: Buffer, password: string): Pkcs12Content {
  try {
    const [, authSafe, mac] = childrenOf(firstElement(bytes));
    const content = contentOf(authSafe);
    if (mac !== undefined && !macFits(mac, content, password)) throw new Pkcs12Error('wrong-password', 'The password does not fit.');
    const bags = childrenOf(firstElement(content)).flatMap(info => childrenOf(firstElement(safeContents(info, password))));
    const keys = bags.flatMap(bag => keyOf(bag, password) ?? []);
    return { key: keys[0] ?? null, certificates: bags.flatMap(bag => certificateOf(bag) ?? []) };
  } catch (error) {
    if (Pkcs12Error.is(error)) throw error;
    if (error instanceof UnknownCipher) {
      const advice =
        'write it anew with "openssl pkcs12 -legacy -in old.pfx -out all.pem" and "openssl pkcs12 -export -in all.pem -out new.pfx"';
      throw new Pkcs12Error('unknown-cipher', `it is encrypted with ${error.message}, which is not supported: ${advice}`, { cause: error });
    }
    const message = 'it is neither PEM nor a PKCS#12 file that can be read';
    throw new Pkcs12Error('malformed', message, { cause: error });
  }
}

/** The data inside a ContentInfo of the kind `data`. */
function contentOf(info: DerElement | undefined): Buffer {
  const [oid, explicit] = childrenOf(info);
  if (oidOf(oid) !== dataOid) throw new RangeError('no data');
  return octetsOf(childrenOf(explicit)[0]);
}

function macFits(mac: DerElement, content: Buffer, password: string): boolean {
  const [digestInfo, salt, count] = childrenOf(mac);
  const [algorithm, digest] = childrenOf(digestInfo);
  const hash = macHashes[oidOf(childrenOf(algorithm)[0])];
  if (hash === undefined) throw new UnknownCipher(`the MAC ${oidOf(childrenOf(algorithm)[0])}`);
  const wanted = octetsOf(digest);
  const ask = {
    hash,
    id: 3,
    length: wanted.length,
    password,
    salt: octetsOf(salt),
    count: count === undefined ? 1 : iterations(count),
  } as const;
  const made = createHmac(hash, pkcs12Key(ask)).update(content).digest();
  return made.length === wanted.length && timingSafeEqual(made, wanted);
}

function safeContents(info: DerElement, password: string): Buffer {
  const [oid, explicit] = childrenOf(info);
  if (oidOf(oid) === dataOid) return contentOf(info);
  if (oidOf(oid) !== encryptedDataOid) throw new RangeError('unknown kind of content');
  const [, encrypted] = childrenOf(childrenOf(explicit)[0]);
  const [, algorithm, data] = childrenOf(encrypted);
  return decryptWithPassword(algorithm, octetsOf(data), password);
}

function keyOf(bag: DerElement, password: string): Buffer | undefined {
  const [oid, explicit] = childrenOf(bag);
  const kind = oidOf(oid);
  if (kind === keyBagOid) return explicit?.content;
  if (kind !== shroudedKeyBagOid) return undefined;
  const [algorithm, data] = childrenOf(childrenOf(explicit)[0]);
  return decryptWithPassword(algorithm, octetsOf(data), password);
}

function certificateOf(bag: DerElement): Buffer | undefined {
  const [oid, explicit] = childrenOf(bag);
  if (oidOf(oid) !== certificateBagOid) return undefined;
  const [, value] = childrenOf(childrenOf(explicit)[0]);
  return octetsOf(childrenOf(value)[0]);
}
