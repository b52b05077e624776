import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { type Answer, jsonAnswer } from '../../http/answer.ts';
import { objectOrEmpty, readJsonObject } from '../../http/readJsonObject.ts';
import { readPkcs12 } from '../../x509/readPkcs12.ts';
import { keptKey, type MadeKey } from '../keys/makeKey.ts';
import { newVersionId, readAttributeChange } from '../objectAttributes.ts';
import { newest } from '../objectOperations.ts';
import type { Call } from '../operation.ts';
import { badParameter, invalidProperty, notJson } from '../refusals.ts';
import type { VaultObjects } from '../vaultObjects.ts';
import { contentTypes, readPolicy } from './certificatePolicy.ts';
import { certificateKind } from './certificateVersion.ts';
import { keepCertificate } from './keepCertificate.ts';
import { readCertificate } from './readCertificate.ts';
import { whyNoNewVersion } from './whyNoNewVersion.ts';

/** A key with its certificate and those above it. */
interface Imported {
  readonly key: KeyObject;
  readonly chain: readonly [Buffer, ...(readonly Buffer[])];
}

/** A PFX in base64 with its password, or PEM with a PKCS#8 key. */
export function importCertificate(call: Call, objects: VaultObjects): Answer {
  const { name = '' } = call.params;
  const known = objects.certificates.find(name, call.now);
  const conflict = whyNoNewVersion(name, objects, call.now);
  if (conflict !== undefined) return conflict;
  const body = readJsonObject(call.body);
  if (body === undefined) return notJson;
  const { value, pwd } = body;
  if (typeof value !== 'string' || value === '') return invalidProperty('value');
  const pem = isPem(body);
  const imported = pem ? readPem(value) : readPfx(value, typeof pwd === 'string' ? pwd : '');
  if (typeof imported === 'string') return badParameter(imported);
  const key = keptKey(imported.key);
  // @unverified
  if (key === undefined) return badParameter('The key of the certificate is of a kind or size that is not supported.');
  const change = readAttributeChange(body);
  if (typeof change === 'string') return badParameter(change);
  const before = known === undefined ? undefined : newest(known).policy;
  const policy = readPolicy(withFacts(body, imported, key, pem), before, Math.floor(call.now / 1000));
  if (typeof policy === 'string') return badParameter(policy);
  const issued = { version: newVersionId(), chain: imported.chain, key, policy, change, viaOperation: false };
  const certificate = keepCertificate(objects, name, issued, call.now);
  return jsonAnswer(200, certificateKind.bundle(call, objects.certificates.find(name, call.now)?.name ?? name, certificate));
}

/** The policy of the caller where it has a say, else what stands in the certificate. */
function withFacts({ policy }: JsonObject, { chain: [leaf] }: Imported, key: MadeKey, pem: boolean): JsonObject {
  const given = objectOrEmpty(policy);
  const { subject, validFrom, validTo } = new X509Certificate(leaf);
  const months = Math.max(1, Math.round((Date.parse(validTo) - Date.parse(validFrom)) / (30.44 * 86_400_000)));
  const facts = { subject: shownSubject(subject), validity_months: Math.min(months, 1200) };
  const { modulusLength } = key.material.asymmetricKeyDetails ?? {};
  return {
    ...given,
    issuer: { name: 'Unknown', ...objectOrEmpty(given.issuer) },
    key_props: {
      ...objectOrEmpty(given.key_props),
      kty: key.kty,
      ...(modulusLength === undefined ? { crv: key.publicMembers.crv ?? '' } : { key_size: modulusLength }),
    },
    secret_props: { contentType: pem ? contentTypes.pem : contentTypes.pkcs12 },
    x509_props: { ...objectOrEmpty(given.x509_props), ...facts },
  };
}

/** Node writes one part per line, with commas escaped. A certificate may have no subject, a policy may not. */
const shownSubject = (subject: string | undefined): string => (subject ?? '').split('\n').join(', ') || 'CN=imported';

function isPem({ value, policy }: JsonObject): boolean {
  const { contentType } = objectOrEmpty(objectOrEmpty(policy).secret_props);
  return contentType === undefined || contentType === null ? String(value).includes('-----BEGIN ') : contentType === contentTypes.pem;
}

/** @unverified */
function readPem(text: string): Imported | string {
  const certificates = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? [];
  const [keyText] = text.match(/-----BEGIN PRIVATE KEY-----.+?-----END PRIVATE KEY-----/s) ?? [];
  const chain = certificates.map(readCertificate).filter(cer => cer !== undefined);
  const unreadable = 'The specified PEM X.509 certificate content can not be read. Please check if certificate is in valid PEM format.';
  if (chain.length === 0 || chain.length < certificates.length) return unreadable;
  if (keyText === undefined) {
    return 'Private key is not specified in the specified X.509 PEM certificate content. Please specify private key in the X.509 PEM certificate content.';
  }
  try {
    return withLeafFirst(createPrivateKey(keyText), chain);
  } catch {
    // A key that cannot be read is one more way of not being PEM.
    return unreadable;
  }
}

/** @unverified */
function readPfx(text: string, password: string): Imported | string {
  const unreadable =
    'The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format.';
  try {
    const { key, certificates } = readPkcs12(Buffer.from(text, 'base64'), password);
    const chain = certificates.map(readCertificate).filter(cer => cer !== undefined);
    if (key === undefined) {
      return 'Private key is not specified in the specified X.509 PKCS#12 certificate content. Please specify private key in the X.509 PKCS#12 certificate content.';
    }
    return withLeafFirst(key, chain);
  } catch {
    // Another password and a broken file are told apart by nobody.
    return unreadable;
  }
}

/** @unverified */
function withLeafFirst(key: KeyObject, certificates: readonly Buffer[]): Imported | string {
  const leaf = certificates.find(cer => new X509Certificate(cer).checkPrivateKey(key));
  if (leaf === undefined) {
    return 'The public key of the end-entity certificate in the specified X.509 certificate content does not match the public part of the specified private key. Please check if certificate is valid.';
  }
  return { key, chain: [leaf, ...certificates.filter(cer => cer !== leaf)] };
}
