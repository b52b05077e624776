import { X509Certificate } from 'node:crypto';
import { writePem } from '../../x509/writePem.ts';
import { writePkcs12 } from '../../x509/writePkcs12.ts';
import type { MadeKey } from '../keys/makeKey.ts';
import { type AttributeChange, newAttributes, type ObjectAttributes } from '../objectAttributes.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { type CertificatePolicy, contentTypes } from './certificatePolicy.ts';
import type { CertificateVersion } from './certificateVersion.ts';

/** A certificate with its key: what an operation, a merge or an import ends in. */
export interface Issued {
  readonly version: string;
  /** DER; the certificate of the key first. */
  readonly chain: readonly [Buffer, ...(readonly Buffer[])];
  readonly key: MadeKey;
  readonly policy: CertificatePolicy;
  readonly change: AttributeChange;
  readonly viaOperation: boolean;
}

/** Puts the certificate, its key and its secret into the vault as one new version. `now` is epoch ms. */
export function keepCertificate(objects: VaultObjects, name: string, issued: Issued, now: number): CertificateVersion {
  const { version, chain, key, policy, change, viaOperation } = issued;
  const attributes: ObjectAttributes = { ...newAttributes(change, now), ...validityOf(chain[0]) };
  const certificate: CertificateVersion = { version, cer: chain[0], policy, viaOperation, ...attributes };
  const { certificates, keys, secrets } = objects;
  const known = certificates.find(name, now);
  const older = known?.versions.filter(({ cer }) => cer !== undefined).map(old => ({ ...old, policy })) ?? [];
  certificates.set(known?.name ?? name, [...older, certificate]);
  keys.add(name, { version, ...key, ...attributes, managed: true }, now);
  secrets.add(name, { version, value: secretOf(issued), contentType: policy.contentType, ...attributes, managed: true }, now);
  return certificate;
}

/** The whole key pair when it may leave the vault, else the certificates alone. */
function secretOf({ policy, key, chain }: Issued): string {
  const exported = policy.exportable ? key.material : undefined;
  if (policy.contentType !== contentTypes.pem) return writePkcs12(exported, chain).toString('base64');
  return writePem(exported, chain);
}

function validityOf(cer: Buffer): Pick<ObjectAttributes, 'notBefore' | 'expires'> {
  const { validFrom, validTo } = new X509Certificate(cer);
  return { notBefore: Date.parse(validFrom) / 1000, expires: Date.parse(validTo) / 1000 };
}
