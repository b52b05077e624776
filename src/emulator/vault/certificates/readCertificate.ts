import { X509Certificate } from 'node:crypto';

/** The DER of a certificate given in DER or PEM; undefined for what is none. */
export function readCertificate(bytes: Buffer | string): Buffer | undefined {
  try {
    return new X509Certificate(bytes).raw;
  } catch {
    // Whatever is wrong with it, the answer is 400.
    return undefined;
  }
}
