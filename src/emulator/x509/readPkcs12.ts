import { createHmac, createPrivateKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { childOf, childrenOf, DerError, type DerValue, readDer, readOid } from './der.ts';
import { decryptWithPassword, type PasswordForms, readIterations } from './passwordCipher.ts';
import { type Derivation, derivedFor, derivePkcs12, pkcs12Password } from './pkcs12Key.ts';

/** What a PKCS#12 file holds. */
export interface KeyStore {
  readonly key: KeyObject | undefined;
  /** DER, in the order of the file. */
  readonly certificates: readonly Buffer[];
}

const data = '1.2.840.113549.1.7.1';
const encryptedData = '1.2.840.113549.1.7.6';
const keyBag = '1.2.840.113549.1.12.10.1.1';
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2';
const certificateBag = '1.2.840.113549.1.12.10.1.3';

const hashes: Readonly<Record<string, Derivation['hash']>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Reads a PFX (RFC 7292): password integrity; PBES2 or PBE-SHA1-3DES privacy.
 * @throws DerError, or the error of node:crypto, for whatever is no such file or has another password
 */
export function readPkcs12(bytes: Buffer, password: string): KeyStore {
  const [, safe, mac] = childrenOf(readDer(bytes));
  if (safe === undefined || readOid(childOf(safe, 0)) !== data) throw new DerError('not a PKCS#12 file');
  const content = childOf(childOf(safe, 1), 0).content;
  const forms = formsOf(password, content, mac);
  let store: KeyStore = { key: undefined, certificates: [] };
  for (const info of childrenOf(readDer(content))) {
    for (const bag of childrenOf(readDer(openContent(info, forms)))) store = addBag(store, bag, forms);
  }
  return store;
}

/** Where there is no password some writers derive from nothing and others from the closing zero alone. */
function formsOf(password: string, content: Buffer, mac: DerValue | undefined): PasswordForms {
  const utf8 = Buffer.from(password, 'utf8');
  const candidates = password === '' ? [pkcs12Password(''), Buffer.alloc(0)] : [pkcs12Password(password)];
  const right = mac === undefined ? candidates[0] : candidates.find(candidate => isSealedWith(candidate, content, mac));
  if (right === undefined) throw new DerError('the password is not the one of the file');
  return { utf8, pkcs12: right };
}

function isSealedWith(password: Buffer, content: Buffer, mac: DerValue): boolean {
  const [digestInfo, salt, count] = childrenOf(mac);
  if (digestInfo === undefined || salt === undefined) throw new DerError('a seal without parts');
  const hash = hashes[readOid(childOf(childOf(digestInfo, 0), 0))];
  if (hash === undefined) throw new DerError('a seal that is not supported');
  const digest = childOf(digestInfo, 1).content;
  const iterations = count === undefined ? 1 : readIterations(count);
  const key = derivePkcs12({ hash, salt: salt.content, iterations }, password, derivedFor.mac, digest.length);
  const seal = createHmac(hash, key).update(content).digest();
  return seal.length === digest.length && timingSafeEqual(seal, digest);
}

function openContent(info: DerValue, forms: PasswordForms): Buffer {
  const type = readOid(childOf(info, 0));
  const content = childOf(childOf(info, 1), 0);
  if (type === data) return content.content;
  if (type !== encryptedData) throw new DerError(`contents that are not supported: ${type}`);
  const encrypted = childOf(content, 1);
  return decryptWithPassword(childOf(encrypted, 1), childOf(encrypted, 2).content, forms);
}

function addBag(store: KeyStore, bag: DerValue, forms: PasswordForms): KeyStore {
  const type = readOid(childOf(bag, 0));
  const value = childOf(childOf(bag, 1), 0);
  if (type === keyBag) return { ...store, key: readKey(value.bytes) };
  if (type === shroudedKeyBag) return { ...store, key: readKey(decryptWithPassword(childOf(value, 0), childOf(value, 1).content, forms)) };
  if (type !== certificateBag) return store;
  const certificate = childOf(childOf(value, 1), 0).content;
  return { ...store, certificates: [...store.certificates, certificate] };
}

const readKey = (pkcs8: Buffer): KeyObject => createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
