import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { commonName } from './x509/distinguishedName.ts';
import {
  alternativeNames,
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  nameConstraints,
  subjectKeyIdentifier,
} from './x509/extensions.ts';
import { signCertificate } from './x509/signedCertificate.ts';
import { toPem } from './x509/toPem.ts';

export interface ServerCertificate {
  /** PEM, PKCS#8. Never leaves the process. */
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority that lives in memory for one start and can sign for our own names alone. */
export interface CertificateAuthority {
  /** PEM: the only part that may be written out. */
  readonly certificate: string;
  /** A leaf for these DNS names and 127.0.0.1. Clients refuse it for names that the authority is not made for. */
  issue(names: readonly string[], at: number): Promise<ServerCertificate>;
}

const hour = 3_600_000;
/** Client and server may run on clocks that differ a little (a container, a remote host). */
const backdate = 0.25 * hour;
const leafLife = 23.5 * hour;
const authorityLife = 30 * 24 * hour;

const generate = promisify(generateKeyPair);
const serverAuthentication = '1.3.6.1.5.5.7.3.1';
const authorityName = commonName('Key Vault Request Debugger embedded vault (in memory)');

/** @param names DNS names; 127.0.0.1 is always added. @param at epoch ms by the machine's own clock, which TLS clients go by. */
export async function createCertificateAuthority(names: readonly string[], at: number): Promise<CertificateAuthority> {
  const { privateKey, publicKey } = await generate('ec', { namedCurve: 'prime256v1' });
  const certificate = signCertificate(
    {
      subject: authorityName,
      issuer: authorityName,
      publicKey,
      notBefore: at - backdate,
      notAfter: at + authorityLife,
      extensions: [basicConstraints(true, 0), keyUsage(['keyCertSign']), nameConstraints(names), subjectKeyIdentifier(publicKey)],
    },
    privateKey,
  );
  return { certificate: toPem(certificate), issue: (leafNames, issuedAt) => issueLeaf(privateKey, leafNames, issuedAt) };
}

async function issueLeaf(authority: KeyObject, names: readonly string[], at: number): Promise<ServerCertificate> {
  const { privateKey, publicKey } = await generate('ec', { namedCurve: 'prime256v1' });
  const leaf = signCertificate(
    {
      subject: commonName('Key Vault Request Debugger embedded vault server'),
      issuer: authorityName,
      publicKey,
      notBefore: at - backdate,
      notAfter: at + leafLife,
      extensions: [
        basicConstraints(false),
        keyUsage(['digitalSignature']),
        extendedKeyUsage([serverAuthentication]),
        alternativeNames({ emails: [], dnsNames: names, upns: [], uris: [], ipAddresses: ['127.0.0.1'] }),
        authorityKeyIdentifier(authority),
      ],
    },
    authority,
  );
  return { key: String(privateKey.export({ format: 'pem', type: 'pkcs8' })), cert: toPem(leaf) };
}
