import type { JsonObject, JsonValue } from '../../../core/model/tokenFacts.ts';
import { objectOrEmpty } from '../../http/readJsonObject.ts';
import { invalidText } from '../refusals.ts';

/** How a key is renewed. Belongs to the name, as in all its versions. Times are epoch seconds. */
export interface RotationPolicy {
  readonly lifetimeActions: readonly JsonValue[];
  /** ISO 8601 duration (`P90D`); undefined for keys that do not end. */
  readonly expiryTime: string | undefined;
  readonly created: number;
  readonly updated: number;
}

/** Recorded: what a key has that nobody gave a policy. */
export const usualRotation: object = {
  lifetimeActions: [{ trigger: { timeBeforeExpiry: 'P30D' }, action: { type: 'Notify' } }],
  attributes: null,
};

export const shownRotation = (origin: string, name: string, policy: RotationPolicy): object => ({
  id: `${origin}/keys/${name}/rotationpolicy`,
  lifetimeActions: policy.lifetimeActions,
  attributes: { expiryTime: policy.expiryTime, created: policy.created, updated: policy.updated },
});

/** A string says what is wrong with it. `seconds` is the vault's clock. */
export function readRotation(body: JsonObject, before: RotationPolicy | undefined, seconds: number): RotationPolicy | string {
  const actions = body.lifetimeActions ?? [];
  if (!Array.isArray(actions) || !actions.every(isAction)) return invalidText('lifetimeActions');
  const { expiryTime } = objectOrEmpty(body.attributes);
  const known = expiryTime ?? undefined;
  if (known !== undefined && (typeof known !== 'string' || addDuration(seconds, known) === undefined)) {
    return invalidText('attributes.expiryTime');
  }
  return { lifetimeActions: actions, expiryTime: known, created: before?.created ?? seconds, updated: seconds };
}

/** Epoch seconds plus a duration of years, months and days; undefined where the text is none. */
export function addDuration(seconds: number, duration: string): number | undefined {
  const [all, years = 0, months = 0, days = 0] = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/.exec(duration) ?? [];
  if (all === undefined) return undefined;
  const end = new Date(seconds * 1000);
  end.setUTCFullYear(end.getUTCFullYear() + Number(years), end.getUTCMonth() + Number(months), end.getUTCDate() + Number(days));
  return end.getTime() / 1000;
}

function isAction(value: JsonValue): boolean {
  const { trigger, action } = objectOrEmpty(value);
  const { timeAfterCreate, timeBeforeExpiry } = objectOrEmpty(trigger);
  const when = timeAfterCreate ?? timeBeforeExpiry;
  const { type } = objectOrEmpty(action);
  return typeof when === 'string' && addDuration(0, when) !== undefined && typeof type === 'string' && /^(rotate|notify)$/i.test(type);
}
