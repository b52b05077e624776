import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const day = 24 * 3_600_000;

/** A self-signed certificate for an app, and its private key before it: the file that client libraries want (PEM). `at` is epoch ms. */
export async function makeClientCertificate(at: number): Promise<string> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=kvhttp sample client, not for use elsewhere',
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(at - day),
    notAfter: new Date(at + 30 * day),
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return `${key}\n${certificate.toString('pem')}\n`;
}
