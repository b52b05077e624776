import type { RequestKey } from '../../../src/core/language/requestKey.ts';

/** The key of a request that has a name for itself. */
export function aRequestKey(over: Partial<RequestKey> = {}): RequestKey {
  return { name: 'readSecret', method: 'GET', target: '/secrets/db', place: 1, isOnlyOne: true, ...over };
}
