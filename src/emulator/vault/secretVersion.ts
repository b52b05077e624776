import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../core/model/tokenFacts.ts';
import { retentionDays } from './versionedStore.ts';

/** One version of a secret. Times are epoch seconds. */
export interface SecretVersion {
  readonly version: string;
  readonly value: string;
  readonly contentType: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly enabled: boolean;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
  readonly created: number;
  readonly updated: number;
}

export const newVersionId = (): string => randomBytes(16).toString('hex');

/** Fields in the order in which the service writes them. `JSON.stringify` leaves the undefined ones out. */
export function secretBundle(origin: string, name: string, secret: SecretVersion, withValue: boolean): object {
  return {
    value: withValue ? secret.value : undefined,
    contentType: secret.contentType,
    id: `${origin}/secrets/${name}/${secret.version}`,
    attributes: attributesOf(secret),
    tags: secret.tags,
  };
}

export function secretItem(id: string, secret: SecretVersion): object {
  return { contentType: secret.contentType, id, attributes: attributesOf(secret), tags: secret.tags };
}

export function attributesOf(of: Pick<SecretVersion, 'enabled' | 'notBefore' | 'expires' | 'created' | 'updated'>): object {
  return {
    enabled: of.enabled,
    nbf: of.notBefore,
    exp: of.expires,
    created: of.created,
    updated: of.updated,
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: retentionDays,
  };
}

/** What deleted objects of every kind carry on top. */
export function deletionFacts(origin: string, collection: string, name: string, deletedAt: number): object {
  const deleted = Math.floor(deletedAt / 1000);
  return {
    recoveryId: `${origin}/${collection}/${name}`,
    deletedDate: deleted,
    scheduledPurgeDate: deleted + retentionDays * 86_400,
  };
}

/** Attributes, tags and content type as a set or update body gives them, or what is wrong with them. */
export interface SecretChange {
  readonly contentType?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly enabled?: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
}

export function readChange(body: JsonObject): SecretChange | string {
  const { contentType, tags, attributes } = body;
  const change: { -readonly [K in keyof SecretChange]: SecretChange[K] } = {};
  if (contentType !== undefined && contentType !== null) {
    if (typeof contentType !== 'string' || contentType.length > 255) return 'Property contentType has invalid value';
    change.contentType = contentType;
  }
  if (tags !== undefined && tags !== null) {
    if (!isTags(tags)) return 'Property tags has invalid value';
    change.tags = tags;
  }
  if (attributes === undefined || attributes === null) return change;
  if (typeof attributes !== 'object' || Array.isArray(attributes)) return 'Property attributes has invalid value';
  const { enabled, nbf, exp } = attributes as JsonObject;
  if (typeof enabled === 'boolean') change.enabled = enabled;
  if (typeof nbf === 'number') change.notBefore = nbf;
  if (typeof exp === 'number') change.expires = exp;
  return change;
}

function isTags(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 15 && entries.every(([key, text]) => typeof text === 'string' && key.length <= 512 && text.length <= 512);
}
