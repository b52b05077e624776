import { createHash, type KeyObject, X509Certificate } from 'node:crypto';

/** A certificate that an app registration knows. */
export interface ClientCertificate {
  readonly publicKey: KeyObject;
  /** Header parameters `x5t` and `x5t#S256` of assertions that it signs (RFC 7515 sections 4.1.7 and 4.1.8). */
  readonly x5t: string;
  readonly x5tS256: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** The certificates of the app registrations; public parts alone. */
export class ClientCertificates {
  readonly #byClient = new Map<string, readonly ClientCertificate[]>();

  /** @param pem the certificate; a private key beside it is not read. */
  register(clientId: string, pem: string): void {
    const certificate = new X509Certificate(pem);
    const entry: ClientCertificate = {
      publicKey: certificate.publicKey,
      x5t: createHash('sha1').update(certificate.raw).digest('base64url'),
      x5tS256: createHash('sha256').update(certificate.raw).digest('base64url'),
      validFrom: new Date(certificate.validFrom),
      validTo: new Date(certificate.validTo),
    };
    this.#byClient.set(clientId, [...(this.#byClient.get(clientId) ?? []), entry]);
  }

  /** Thumbprints may come with base64 padding and in either alphabet: old clients write plain base64. */
  find(clientId: string, thumbprint: string): ClientCertificate | undefined {
    const wanted = thumbprint.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
    return this.#byClient.get(clientId)?.find(({ x5t, x5tS256 }) => x5t === wanted || x5tS256 === wanted);
  }
}
