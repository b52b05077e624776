import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

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

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** @param names DNS names; 127.0.0.1 is always added. @param at epoch ms by the machine's own clock, which TLS clients go by. */
export async function createCertificateAuthority(names: readonly string[], at: number): Promise<CertificateAuthority> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
  const subject = 'CN=Key Vault Request Debugger embedded vault (in memory)';
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    signingAlgorithm,
    serialNumber: randomSerial(),
    notBefore: new Date(at - backdate),
    notAfter: new Date(at + authorityLife),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      nameConstraints(names),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: authority.toString('pem'),
    issue: (leafNames, issuedAt) => issueLeaf(subject, keys, leafNames, issuedAt),
  };
}

async function issueLeaf(issuer: string, authority: CryptoKeyPair, names: readonly string[], at: number): Promise<ServerCertificate> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const leaf = await x509.X509CertificateGenerator.create({
    subject: 'CN=Key Vault Request Debugger embedded vault server',
    issuer,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm,
    serialNumber: randomSerial(),
    notBefore: new Date(at - backdate),
    notAfter: new Date(at + leafLife),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map(value => ({ type: 'dns', value }) as const),
        { type: 'ip', value: '127.0.0.1' } as const,
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`, cert: leaf.toString('pem') };
}

/** Positive and without a leading zero byte, as DER wants it. */
function randomSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

/** RFC 5280 section 4.2.1.10, critical: permitted subtrees are our names and 127.0.0.1/32. */
function nameConstraints(names: readonly string[]): x509.Extension {
  const dns = names.map(name => der(0x30, der(0x82, Buffer.from(name, 'ascii'))));
  const address = der(0x30, der(0x87, Buffer.from([127, 0, 0, 1, 255, 255, 255, 255])));
  return new x509.Extension('2.5.29.30', true, der(0x30, der(0xa0, Buffer.concat([...dns, address]))));
}

/** One DER value; the contents here are always shorter than 256 bytes. */
function der(tag: number, content: Uint8Array): Buffer<ArrayBuffer> {
  const length = content.length < 128 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
