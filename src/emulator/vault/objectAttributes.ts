import { randomBytes } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../core/model/tokenFacts.ts';
import { invalidText } from './refusals.ts';
import type { VaultPlace } from './vaultPlace.ts';
import { retentionDays } from './versionedStore.ts';

/** What every version of every kind has besides its content. Times are epoch seconds. */
export interface ObjectAttributes {
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly enabled: boolean;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
  readonly created: number;
  readonly updated: number;
}

export const newVersionId = (): string => randomBytes(16).toString('hex');

/** The `attributes` of an answer, in the order in which the service writes them; undefined ones are left out of the JSON. */
export function shownAttributes({ purgeProtection }: VaultPlace, of: ObjectAttributes): object {
  return {
    enabled: of.enabled,
    nbf: of.notBefore,
    exp: of.expires,
    created: of.created,
    updated: of.updated,
    recoveryLevel: purgeProtection ? 'Recoverable' : 'Recoverable+Purgeable',
    recoverableDays: retentionDays,
  };
}

/** What deleted objects of every kind carry on top. `deletedAt` is epoch ms. */
export function deletionFacts({ origin }: VaultPlace, collection: string, name: string, deletedAt: number): object {
  const deleted = Math.floor(deletedAt / 1000);
  return {
    recoveryId: `${origin}/${collection}/${name}`,
    deletedDate: deleted,
    scheduledPurgeDate: deleted + retentionDays * 86_400,
  };
}

/** The attributes that a body sets. */
export type AttributeChange = { readonly [K in keyof Omit<ObjectAttributes, 'created' | 'updated'>]?: NonNullable<ObjectAttributes[K]> };

/** Reads `attributes` and `tags` of a create or update body, or says in the service's form what is wrong with them. */
export function readAttributeChange({ tags, attributes }: JsonObject): AttributeChange | string {
  const change: { -readonly [K in keyof AttributeChange]: AttributeChange[K] } = {};
  if (tags !== undefined && tags !== null) {
    if (!isTags(tags)) return invalidText('tags');
    change.tags = tags;
  }
  if (attributes === undefined || attributes === null) return change;
  if (typeof attributes !== 'object' || Array.isArray(attributes)) return invalidText('attributes');
  const { enabled, nbf, exp } = attributes as JsonObject;
  if (isGiven(enabled)) {
    if (typeof enabled !== 'boolean') return invalidText('attributes.enabled');
    change.enabled = enabled;
  }
  if (isGiven(nbf)) {
    if (!isTime(nbf)) return invalidText('attributes.nbf');
    change.notBefore = nbf;
  }
  if (isGiven(exp)) {
    if (!isTime(exp)) return invalidText('attributes.exp');
    change.expires = exp;
  }
  return change;
}

const isGiven = (value: JsonValue | undefined): boolean => value !== undefined && value !== null;

/** Whole seconds since 1970, as late as a date can be. */
const isTime = (value: JsonValue | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 253_402_300_799;

/** The attributes of a new version. `now` is epoch ms. */
export function newAttributes(change: AttributeChange, now: number): ObjectAttributes {
  const seconds = Math.floor(now / 1000);
  return {
    tags: change.tags,
    enabled: change.enabled ?? true,
    notBefore: change.notBefore,
    expires: change.expires,
    created: seconds,
    updated: seconds,
  };
}

function isTags(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 15 && entries.every(([key, text]) => typeof text === 'string' && key.length <= 512 && text.length <= 512);
}
