import { createHash, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { integer, nothing, octets, oid, sequence, setOf, tagged } from './der.ts';
import { derivedFor, derivePkcs12, pkcs12Password } from './pkcs12Key.ts';

const iterations = 2000;

/**
 * A PFX (RFC 7292) without a password, as the vault gives certificates out: nothing is encrypted, the seal is made with the
 * empty password. @param certificates DER, the key's own first
 */
export function writePkcs12(key: KeyObject | undefined, certificates: readonly Buffer[]): Buffer {
  const [leaf] = certificates;
  const id = createHash('sha1')
    .update(leaf ?? Buffer.alloc(0))
    .digest();
  const mark = setOf(sequence(oid('1.2.840.113549.1.9.21'), setOf(octets(id))));
  const bags = [
    ...(key === undefined ? [] : [bag('1.2.840.113549.1.12.10.1.1', key.export({ format: 'der', type: 'pkcs8' }), mark)]),
    ...certificates.map(certificate => {
      const value = sequence(oid('1.2.840.113549.1.9.22.1'), tagged(0, octets(certificate)));
      return bag('1.2.840.113549.1.12.10.1.3', value, ...(certificate === leaf ? [mark] : []));
    }),
  ];
  const safes = sequence(contentInfo(sequence(...bags)));
  return sequence(integer(3), contentInfo(safes), seal(safes));
}

const bag = (type: string, value: Buffer, ...marks: readonly Buffer[]): Buffer => sequence(oid(type), tagged(0, value), ...marks);

const contentInfo = (content: Buffer): Buffer => sequence(oid('1.2.840.113549.1.7.1'), tagged(0, octets(content)));

function seal(content: Buffer): Buffer {
  const salt = randomBytes(8);
  const key = derivePkcs12({ hash: 'sha256', salt, iterations }, pkcs12Password(''), derivedFor.mac, 32);
  const digest = createHmac('sha256', key).update(content).digest();
  return sequence(sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nothing), octets(digest)), octets(salt), integer(iterations));
}
