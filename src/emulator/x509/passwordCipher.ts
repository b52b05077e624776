import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { childOf, childrenOf, DerError, type DerValue, readInteger, readOid } from './der.ts';
import { derivedFor, derivePkcs12 } from './pkcs12Key.ts';

/** A password in the two forms that PKCS#12 files use at once. */
export interface PasswordForms {
  readonly utf8: Buffer;
  readonly pkcs12: Buffer;
}

/** A file of a caller must not keep the thread for minutes. */
const maxIterations = 2_000_000;

const ciphers: Readonly<Record<string, { readonly name: string; readonly size: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', size: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', size: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', size: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', size: 24 },
};

const pseudoRandom: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/**
 * Opens what an AlgorithmIdentifier says it is locked with: PBES2 (RFC 8018 section 6.2) or PBE with SHA-1 and Triple DES (RFC 7292
 * appendix C). RC2 of very old files is not offered by today's OpenSSL.
 * @throws DerError, or the error of node:crypto for a wrong password
 */
export function decryptWithPassword(algorithm: DerValue, data: Buffer, password: PasswordForms): Buffer {
  const id = readOid(childOf(algorithm, 0));
  const parameters = childOf(algorithm, 1);
  if (id === '1.2.840.113549.1.5.13') return decryptPbes2(parameters, data, password.utf8);
  if (id !== '1.2.840.113549.1.12.1.3') throw new DerError(`an encryption that is not supported: ${id}`);
  const derivation = { hash: 'sha1', salt: childOf(parameters, 0).content, iterations: readIterations(childOf(parameters, 1)) } as const;
  const key = derivePkcs12(derivation, password.pkcs12, derivedFor.key, 24);
  return decipher('des-ede3-cbc', key, derivePkcs12(derivation, password.pkcs12, derivedFor.vector, 8), data);
}

function decryptPbes2(parameters: DerValue, data: Buffer, password: Buffer): Buffer {
  const derivation = childOf(childOf(parameters, 0), 1);
  const encryption = childOf(parameters, 1);
  const cipher = ciphers[readOid(childOf(encryption, 0))];
  if (cipher === undefined) throw new DerError('a cipher that is not supported');
  const random = childrenOf(derivation).find(({ tag }) => tag === 0x30);
  const hash = random === undefined ? 'sha1' : pseudoRandom[readOid(childOf(random, 0))];
  if (hash === undefined) throw new DerError('a derivation that is not supported');
  const key = pbkdf2Sync(password, childOf(derivation, 0).content, readIterations(childOf(derivation, 1)), cipher.size, hash);
  return decipher(cipher.name, key, childOf(encryption, 1).content, data);
}

export function readIterations(value: DerValue): number {
  const iterations = readInteger(value);
  if (iterations < 1 || iterations > maxIterations) throw new DerError('an iteration count that cannot be');
  return iterations;
}

function decipher(name: string, key: Buffer, vector: Buffer, data: Buffer): Buffer {
  const cipher = createDecipheriv(name, key, vector);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}
