import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Pkcs12Error, readPkcs12 } from './readPkcs12.ts';

export type OpenedCertificate =
  | { readonly kind: 'opened'; readonly key: KeyObject; readonly certificates: readonly Buffer[] }
  | { readonly kind: 'password-wanted' }
  /** `message` names no path and no secret. */
  | { readonly kind: 'unusable'; readonly message: string };

/** The private key and the certificates (DER) of a PEM or PKCS#12 file. */
export function openCertificate(bytes: Buffer, password: string | null): OpenedCertificate {
  const text = bytes.toString('latin1');
  return text.includes('-----BEGIN ') ? openPem(text, password) : openPkcs12(bytes, password);
}

/** The certificates of a file, the one of its key first; undefined where the key belongs to none of them. */
export function certificateChain({
  key,
  certificates,
}: Extract<OpenedCertificate, { kind: 'opened' }>): readonly [X509Certificate, ...X509Certificate[]] | undefined {
  const all = certificates.map(der => new X509Certificate(der));
  const own = all.find(certificate => certificate.checkPrivateKey(key));
  return own === undefined ? undefined : [own, ...all.filter(each => !each.raw.equals(own.raw))];
}

function openPem(text: string, password: string | null): OpenedCertificate {
  const keyBlock = /-----BEGIN ((?:RSA |ENCRYPTED )?PRIVATE KEY)-----[\s\S]+?-----END \1-----/.exec(text)?.[0];
  const certificates = [...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)].map(match =>
    Buffer.from(match[1] ?? '', 'base64'),
  );
  if (certificates.length === 0) return { kind: 'unusable', message: 'there is no certificate in it' };
  if (keyBlock === undefined) return { kind: 'unusable', message: 'there is no private key in it' };
  const isLocked = /ENCRYPTED/.test(keyBlock);
  if (isLocked && password === null) return { kind: 'password-wanted' };
  try {
    const key = createPrivateKey({ key: keyBlock, format: 'pem', ...(isLocked && password !== null ? { passphrase: password } : {}) });
    return { kind: 'opened', key, certificates };
  } catch {
    // OpenSSL's reasons for a wrong password differ from version to version and say nothing to a reader.
    return isLocked ? { kind: 'password-wanted' } : { kind: 'unusable', message: 'its private key cannot be read' };
  }
}

function openPkcs12(bytes: Buffer, password: string | null): OpenedCertificate {
  try {
    const { key, certificates } = readPkcs12(bytes, password ?? '');
    if (certificates.length === 0) return { kind: 'unusable', message: 'there is no certificate in it' };
    if (key === null) return { kind: 'unusable', message: 'there is no private key in it' };
    return { kind: 'opened', key: createPrivateKey({ key, format: 'der', type: 'pkcs8' }), certificates };
  } catch (error) {
    if (Pkcs12Error.is(error, 'wrong-password')) return { kind: 'password-wanted' };
    return { kind: 'unusable', message: Pkcs12Error.is(error) ? error.message : 'it is neither PEM nor PKCS#12' };
  }
}
