import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SignAsk, SignResult } from '../../core/auth/credentials/machineDoors.ts';
import { certificateChain, type OpenedCertificate, openCertificate } from './openCertificate.ts';

/** Signs a client assertion with the key of a PEM or PKCS#12 file (`bytes`; undefined where it could not be read). */
export async function signAssertion(ask: SignAsk, bytes: Uint8Array | undefined): Promise<SignResult> {
  if (bytes === undefined) return { kind: 'unusable', message: 'the file cannot be read, or is longer than 1 MiB' };
  const opened = openCertificate(Buffer.from(bytes), ask.password?.reveal() ?? null);
  return opened.kind === 'opened' ? sign(ask, opened) : opened;
}

async function sign(ask: SignAsk, opened: Extract<OpenedCertificate, { kind: 'opened' }>): Promise<SignResult> {
  const { key } = opened;
  const certificates = certificateChain(opened);
  if (certificates === undefined) return { kind: 'unusable', message: 'the key in the file belongs to none of its certificates' };
  const [own] = certificates;
  if (key.asymmetricKeyType !== 'rsa') return { kind: 'unusable', message: 'its key is no RSA key, and Entra ID takes no other' };
  const hash = (name: string): string => createHash(name).update(own.raw).digest('base64url');
  const chain = certificates.map(({ raw }) => raw.toString('base64'));
  const thumbprints = ask.algorithm === 'PS256' ? { 'x5t#S256': hash('sha256') } : { x5t: hash('sha1') };
  const header = { alg: ask.algorithm, typ: 'JWT', ...thumbprints, ...(ask.withChain ? { x5c: chain } : {}) };
  const assertion = await new SignJWT({ ...ask.claims, jti: randomUUID() }).setProtectedHeader(header).sign(key);
  return {
    kind: 'signed',
    assertion,
    certificate: {
      subject: own.subject.replaceAll('\n', ', '),
      thumbprint: own.fingerprint.replaceAll(':', ''),
      validFrom: Date.parse(own.validFrom),
      validTo: Date.parse(own.validTo),
    },
  };
}
