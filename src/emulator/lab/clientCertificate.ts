import { generateRsaKey } from '../rsaKey.ts';
import { commonName } from '../x509/distinguishedName.ts';
import { extendedKeyUsage, keyUsage, subjectKeyIdentifier } from '../x509/extensions.ts';
import { signCertificate } from '../x509/signedCertificate.ts';
import { toPem } from '../x509/toPem.ts';

const day = 24 * 3_600_000;
const name = commonName('kvhttp sample client, not for use elsewhere');
const clientAuthentication = '1.3.6.1.5.5.7.3.2';

/** A self-signed certificate for an app, and its private key before it: the file that client libraries want (PEM). `at` is epoch ms. */
export async function makeClientCertificate(at: number): Promise<string> {
  const privateKey = await generateRsaKey(2048);
  const extensions = [keyUsage(['digitalSignature']), extendedKeyUsage([clientAuthentication]), subjectKeyIdentifier(privateKey)];
  const draft = { subject: name, issuer: name, publicKey: privateKey, notBefore: at - day, notAfter: at + 30 * day, extensions };
  return `${privateKey.export({ format: 'pem', type: 'pkcs8' })}${toPem(signCertificate(draft, privateKey))}`;
}
