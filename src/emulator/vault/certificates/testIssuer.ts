import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { commonName } from '../../x509/distinguishedName.ts';
import { basicConstraints, keyUsage, subjectKeyIdentifier } from '../../x509/extensions.ts';
import { signCertificate } from '../../x509/signedCertificate.ts';
import type { CertificatePolicy } from './certificatePolicy.ts';
import { signedBy } from './makeCertificate.ts';

const name = commonName('kvhttp test issuer, not for use elsewhere');
const day = 86_400_000;
/** Longer than any certificate that it signs. */
const lifeMs = 200 * 365 * day;

/** The authority behind issuers of the provider `Test`. Its key is made when it is first needed, and never leaves the process. */
export class TestIssuer {
  #key: KeyObject | undefined;

  /** The certificate of the policy and the authority's own, in DER. `now` is epoch ms. */
  issue(policy: CertificatePolicy, key: KeyObject, now: number): readonly [Buffer, Buffer] {
    this.#key ??= generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    return [signedBy({ name, key: this.#key }, policy, key, now), ownCertificate(this.#key, now)];
  }
}

function ownCertificate(key: KeyObject, now: number): Buffer {
  const extensions = [basicConstraints(true, 0), keyUsage(['keyCertSign']), subjectKeyIdentifier(key)];
  return signCertificate(
    { subject: name, issuer: name, publicKey: key, notBefore: now - day, notAfter: now - day + lifeMs, extensions },
    key,
  );
}
