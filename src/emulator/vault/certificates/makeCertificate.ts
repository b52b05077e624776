import type { KeyObject } from 'node:crypto';
import { sequence } from '../../x509/der.ts';
import { encodeName } from '../../x509/distinguishedName.ts';
import {
  alternativeNames,
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectKeyIdentifier,
} from '../../x509/extensions.ts';
import { signCertificate, signRequest } from '../../x509/signedCertificate.ts';
import type { CertificatePolicy } from './certificatePolicy.ts';
import { toAlternativeNames } from './policyNames.ts';

/** Recorded: valid ten minutes before it was made, to the day of the month. */
const backdatedMs = 600_000;

/** What the policy asks for, signed with its own key. `now` is epoch ms of the vault's clock. */
export const selfSigned = (policy: CertificatePolicy, key: KeyObject, now: number): Buffer =>
  signedBy({ name: nameOf(policy), key }, policy, key, now);

/** The same, signed by an authority. */
export function signedBy(
  authority: { readonly name: Buffer; readonly key: KeyObject },
  policy: CertificatePolicy,
  key: KeyObject,
  now: number,
): Buffer {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + policy.months);
  return signCertificate(
    {
      subject: nameOf(policy),
      issuer: authority.name,
      publicKey: key,
      notBefore: now - backdatedMs,
      notAfter: end.getTime(),
      extensions: [...extensionsOf(policy), subjectKeyIdentifier(key), authorityKeyIdentifier(authority.key)],
    },
    authority.key,
  );
}

/** The certification request of the policy, for another authority. */
export const requestFor = (policy: CertificatePolicy, key: KeyObject): Buffer => signRequest(nameOf(policy), key, extensionsOf(policy));

const nameOf = ({ subject }: CertificatePolicy): Buffer => encodeName(subject) ?? sequence();

function extensionsOf({ keyUsage: usage, ekus, names }: CertificatePolicy): readonly Buffer[] {
  return [
    ...(usage.length === 0 ? [] : [keyUsage(usage)]),
    ...(ekus.length === 0 ? [] : [extendedKeyUsage(ekus)]),
    ...(names === undefined ? [] : [alternativeNames(toAlternativeNames(names))]),
    basicConstraints(false),
  ];
}
