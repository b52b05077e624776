import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const crypto = webcrypto as unknown as Crypto;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;

export interface Identity {
  /** PEM */
  readonly certificate: string;
  /** PEM, PKCS#8 */
  readonly key: string;
}

export interface Authority extends Identity {
  issue(ask: IssueAsk): Promise<Identity>;
}

export interface IssueAsk {
  /** DNS names and IP addresses. */
  readonly names: readonly string[];
  /** Days from now; -1 is yesterday. */
  readonly fromDay?: number;
  readonly toDay?: number;
}

/** A certificate authority that lives as long as the test. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      keys,
      signingAlgorithm: algorithm,
      notBefore: daysFromNow(-2),
      notAfter: daysFromNow(2),
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    },
    crypto,
  );
  return {
    ...(await identity(root, keys)),
    issue: ask => issue(ask, root.subject, keys.privateKey),
  };
}

/** A server certificate that nobody but itself has signed. */
export async function createSelfSigned(names: readonly string[]): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${names[0]}`,
      keys,
      signingAlgorithm: algorithm,
      notBefore: daysFromNow(-2),
      notAfter: daysFromNow(2),
      extensions: [alternativeNames(names)],
    },
    crypto,
  );
  return identity(certificate, keys);
}

async function issue({ names, fromDay = -1, toDay = 1 }: IssueAsk, issuer: string, signingKey: CryptoKey): Promise<Identity> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: `CN=${names[0]}`,
      issuer,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      notBefore: daysFromNow(fromDay),
      notAfter: daysFromNow(toDay),
      extensions: [alternativeNames(names)],
    },
    crypto,
  );
  return identity(certificate, keys);
}

function alternativeNames(names: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    names.map(name => ({ type: /^[\d.]+$|:/.test(name) ? ('ip' as const) : ('dns' as const), value: name })),
  );
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

async function identity(certificate: x509.X509Certificate, keys: CryptoKeyPair): Promise<Identity> {
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * day);
}
