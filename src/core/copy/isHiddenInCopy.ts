import { isSecretPlace } from '../token/redactBody.ts';
import type { JsonPlace } from '../token/rewriteJson.ts';

/**
 * Whether a value of a request's JSON is left out of a copy. A tag may be called "value" too; and what a key works on or gives back is no
 * secret of a vault, except to `wrapkey`, which takes a key.
 */
export function isHiddenInCopy(url: string): (place: JsonPlace) => boolean {
  const isKeyOperation = /\/keys\/[^?#]*\/(?:encrypt|decrypt|sign|verify|unwrapkey)(?:[?#]|$)/i.test(url);
  return place => {
    const isPlain = place.key?.toLowerCase() === 'value' && (isKeyOperation || place.parent === 'tags');
    return !isPlain && isSecretPlace(place);
  };
}
