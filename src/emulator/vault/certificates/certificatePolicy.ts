import type { JsonObject, JsonValue } from '../../../core/model/tokenFacts.ts';
import { objectOrEmpty } from '../../http/readJsonObject.ts';
import { encodeName } from '../../x509/distinguishedName.ts';
import { keyUsages } from '../../x509/extensions.ts';
import { invalidText } from '../refusals.ts';
import { readAlternativeNames, type ShownNames } from './policyNames.ts';

export const contentTypes = { pkcs12: 'application/x-pkcs12', pem: 'application/x-pem-file' } as const;

/** How a certificate is made and renewed. Times are epoch seconds. */
export interface CertificatePolicy {
  readonly exportable: boolean;
  readonly kty: string;
  /** Bits; undefined for curves, whose size the answer does not show. */
  readonly keySize: number | undefined;
  readonly curve: string | undefined;
  readonly reuseKey: boolean;
  readonly contentType: string;
  readonly subject: string;
  readonly names: ShownNames | undefined;
  readonly ekus: readonly string[];
  readonly keyUsage: readonly string[];
  readonly months: number;
  readonly lifetimeActions: readonly JsonValue[];
  /** `Self`, `Unknown`, or the name of an issuer of the vault. */
  readonly issuer: JsonObject;
  readonly enabled: boolean;
  readonly created: number;
  readonly updated: number;
}

const usual = {
  exportable: true,
  reuseKey: false,
  contentType: contentTypes.pkcs12,
  subject: '',
  names: undefined,
  ekus: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
  keyUsage: ['digitalSignature', 'keyEncipherment'],
  months: 12,
  enabled: true,
} as const;

const invalid = (property: string): string => invalidText(`policy.${property}`);

/** Reads the policy of a body; what it does not name stays as it was before. A string says what is wrong. `seconds` is the vault's clock. */
export function readPolicy(
  value: JsonValue | undefined,
  before: CertificatePolicy | undefined,
  seconds: number,
): CertificatePolicy | string {
  const policy = objectOrEmpty(value);
  const issuer = readIssuer(policy, before);
  if (issuer === undefined) return invalid('issuer.name');
  const key = readKeyPart(objectOrEmpty(policy.key_props), before);
  if (typeof key === 'string') return key;
  const x509 = readX509Part(objectOrEmpty(policy.x509_props), before);
  if (typeof x509 === 'string') return x509;
  const contentType = objectOrEmpty(policy.secret_props).contentType ?? before?.contentType ?? usual.contentType;
  if (contentType !== contentTypes.pkcs12 && contentType !== contentTypes.pem) return invalid('secret_props.contentType');
  const actions = policy.lifetime_actions ?? before?.lifetimeActions ?? usualActions(issuer);
  if (!Array.isArray(actions) || !actions.every(isLifetimeAction)) return invalid('lifetime_actions');
  const { enabled } = objectOrEmpty(policy.attributes);
  return {
    ...key,
    ...x509,
    contentType,
    lifetimeActions: actions,
    issuer,
    enabled: typeof enabled === 'boolean' ? enabled : (before?.enabled ?? usual.enabled),
    created: before?.created ?? seconds,
    updated: seconds,
  };
}

function readIssuer(policy: JsonObject, before: CertificatePolicy | undefined): JsonObject | undefined {
  const issuer = { ...before?.issuer, ...objectOrEmpty(policy.issuer) };
  return typeof issuer.name === 'string' && issuer.name !== '' ? issuer : undefined;
}

/** Recorded for certificates that another authority signs; those that the vault signs itself renew themselves. */
const usualActions = ({ name }: JsonObject): readonly JsonValue[] => [
  { trigger: { lifetime_percentage: 80 }, action: { action_type: name === 'Self' ? 'AutoRenew' : 'EmailContacts' } },
];

function isLifetimeAction(value: JsonValue): boolean {
  const { trigger, action } = objectOrEmpty(value);
  const { lifetime_percentage: percentage, days_before_expiry: days } = objectOrEmpty(trigger);
  const { action_type: type } = objectOrEmpty(action);
  const when = typeof percentage === 'number' ? percentage >= 1 && percentage <= 99 : typeof days === 'number' && days >= 1;
  return when && (type === 'AutoRenew' || type === 'EmailContacts');
}

type KeyPart = Pick<CertificatePolicy, 'exportable' | 'kty' | 'keySize' | 'curve' | 'reuseKey'>;

function readKeyPart(props: JsonObject, before: CertificatePolicy | undefined): KeyPart | string {
  const kty = props.kty ?? before?.kty ?? 'RSA';
  if (kty !== 'RSA' && kty !== 'RSA-HSM' && kty !== 'EC' && kty !== 'EC-HSM') return invalid('key_props.kty');
  const { exportable = before?.exportable ?? usual.exportable, reuse_key: reuseKey = before?.reuseKey ?? usual.reuseKey } = props;
  if (typeof exportable !== 'boolean') return invalid('key_props.exportable');
  if (typeof reuseKey !== 'boolean') return invalid('key_props.reuse_key');
  if (kty.startsWith('EC')) {
    const curve = props.crv ?? before?.curve ?? 'P-256';
    return typeof curve === 'string' ? { exportable, kty, keySize: undefined, curve, reuseKey } : invalid('key_props.crv');
  }
  const keySize = props.key_size ?? before?.keySize ?? 2048;
  if (typeof keySize !== 'number' || ![2048, 3072, 4096].includes(keySize)) return invalid('key_props.key_size');
  return { exportable, kty, keySize, curve: undefined, reuseKey };
}

type X509Part = Pick<CertificatePolicy, 'subject' | 'names' | 'ekus' | 'keyUsage' | 'months'>;

function readX509Part(props: JsonObject, before: CertificatePolicy | undefined): X509Part | string {
  const subject = props.subject ?? before?.subject ?? usual.subject;
  const names = props.sans === undefined || props.sans === null ? before?.names : readAlternativeNames(objectOrEmpty(props.sans));
  if (names === null) return invalid('x509_props.sans');
  if (typeof subject !== 'string' || (subject !== '' && encodeName(subject) === undefined)) return invalid('x509_props.subject');
  if (subject === '' && names === undefined) return invalid('x509_props.subject');
  const ekus = props.ekus ?? before?.ekus ?? usual.ekus;
  if (!isTexts(ekus) || !ekus.every(id => /^[0-2](\.\d+)+$/.test(id))) return invalid('x509_props.ekus');
  const keyUsage = props.key_usage ?? before?.keyUsage ?? usual.keyUsage;
  if (!isTexts(keyUsage) || !keyUsage.every(word => keyUsages.includes(word))) return invalid('x509_props.key_usage');
  const months = props.validity_months ?? before?.months ?? usual.months;
  if (typeof months !== 'number' || !Number.isInteger(months) || months < 1 || months > 1200) return invalid('x509_props.validity_months');
  return { subject, names, ekus, keyUsage, months };
}

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

/** As the service writes it; the order is recorded. */
export function shownPolicy(origin: string, name: string, policy: CertificatePolicy): object {
  return {
    id: `${origin}/certificates/${name}/policy`,
    key_props: {
      exportable: policy.exportable,
      kty: policy.kty,
      key_size: policy.keySize,
      crv: policy.curve,
      reuse_key: policy.reuseKey,
    },
    secret_props: { contentType: policy.contentType },
    x509_props: {
      subject: policy.subject,
      sans: policy.names,
      ekus: policy.ekus,
      key_usage: policy.keyUsage,
      validity_months: policy.months,
      basic_constraints: { ca: false },
    },
    lifetime_actions: policy.lifetimeActions,
    issuer: policy.issuer,
    attributes: { enabled: policy.enabled, created: policy.created, updated: policy.updated },
  };
}
