import { type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, integer, nothing, oid, sequence, setOf, tagged, time } from './der.ts';
import { spkiOf } from './extensions.ts';

/** What a certificate says. Times are epoch ms; names are encoded. */
export interface CertificateDraft {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly publicKey: KeyObject;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: readonly Buffer[];
}

/** The certificate in DER (RFC 5280 section 4.1). */
export function signCertificate(draft: CertificateDraft, signer: KeyObject): Buffer {
  return signed(
    sequence(
      tagged(0, integer(2)),
      integer(serialNumber()),
      algorithmOf(signer).identifier,
      draft.issuer,
      sequence(time(draft.notBefore), time(draft.notAfter)),
      draft.subject,
      spkiOf(draft.publicKey),
      tagged(3, sequence(...draft.extensions)),
    ),
    signer,
  );
}

/** The certification request in DER (RFC 2986) with the extensions that are asked for. */
export function signRequest(subject: Buffer, key: KeyObject, extensions: readonly Buffer[]): Buffer {
  const asked = sequence(oid('1.2.840.113549.1.9.14'), setOf(sequence(...extensions)));
  return signed(sequence(integer(0), subject, spkiOf(key), tagged(0, asked)), key);
}

function signed(content: Buffer, signer: KeyObject): Buffer {
  const { identifier, hash } = algorithmOf(signer);
  return sequence(content, identifier, bits(sign(hash, content, signer)));
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): { readonly identifier: Buffer; readonly hash: string } {
  if (asymmetricKeyType === 'rsa') return { identifier: sequence(oid('1.2.840.113549.1.1.11'), nothing), hash: 'sha256' };
  const curve = asymmetricKeyDetails?.namedCurve;
  if (curve === 'secp384r1') return { identifier: sequence(oid('1.2.840.10045.4.3.3')), hash: 'sha384' };
  if (curve === 'secp521r1') return { identifier: sequence(oid('1.2.840.10045.4.3.4')), hash: 'sha512' };
  return { identifier: sequence(oid('1.2.840.10045.4.3.2')), hash: 'sha256' };
}

/** Positive and without a leading zero byte. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
