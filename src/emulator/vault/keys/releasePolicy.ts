import type { JsonObject } from '../../../core/model/tokenFacts.ts';
import { objectOrEmpty } from '../../http/readJsonObject.ts';
import { invalidText } from '../refusals.ts';

/** To whom a key may be handed out; a key without one never leaves. */
export interface ReleasePolicy {
  readonly contentType: string;
  /** base64url of the policy's JSON. */
  readonly data: string;
  readonly immutable: boolean;
}

const usualType = 'application/json; charset=utf-8';

/**
 * What a body says of it: documented, an exportable key needs a policy, and only a key of hardware can be one. A string says what is
 * wrong. @unverified The sentences.
 */
export function readReleasePolicy(body: JsonObject, kty: string, before: ReleasePolicy | undefined): ReleasePolicy | undefined | string {
  const given = body.release_policy ?? undefined;
  const exportable = objectOrEmpty(body.attributes).exportable ?? before !== undefined;
  if (typeof exportable !== 'boolean') return invalidText('attributes.exportable');
  if (given === undefined) return exportable && before === undefined ? invalidText('release_policy') : before;
  if (!exportable || !kty.endsWith('-HSM')) return invalidText('attributes.exportable');
  if (before?.immutable) return invalidText('release_policy');
  const { data, contentType = usualType, immutable = false } = objectOrEmpty(given);
  const isGood = typeof data === 'string' && /^[\w-]+$/.test(data) && typeof contentType === 'string' && typeof immutable === 'boolean';
  return isGood ? { contentType, data, immutable } : invalidText('release_policy');
}
