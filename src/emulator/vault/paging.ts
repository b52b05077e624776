import { type Answer, jsonAnswer } from '../http/answer.ts';
import { queryValue } from '../http/queryValue.ts';
import { apiVersionOf } from './apiVersion.ts';
import type { Call } from './operation.ts';
import { badParameter } from './refusals.ts';

const largestPage = 25;

/**
 * One page of a list. `key` orders the items and goes into the marker, so that a page stays right when objects come
 * and go between two calls. The next link has the service's form: explicit port, `$` as it is, maxresults last.
 */
export function page<T>(call: Call, path: string, items: readonly T[], key: (item: T) => string, show: (item: T) => object): Answer {
  const asked = queryValue(call.query, 'maxresults');
  const size = asked === null ? largestPage : Number(asked);
  if (asked !== null && (!/^\d{1,9}$/.test(asked) || size < 1 || size > largestPage)) {
    // @unverified
    return badParameter(`The maxresults parameter is invalid: ${asked}. It must be between 1 and ${largestPage}.`);
  }
  const skipToken = queryValue(call.query, '$skiptoken');
  const marker = skipToken === null ? '' : readMarker(skipToken);
  // @unverified
  if (marker === undefined) return badParameter('The $skiptoken parameter is invalid.');
  const rest = items.filter(item => key(item) >= marker);
  const next = rest[size];
  const value = rest.slice(0, size).map(show);
  return jsonAnswer(200, { value, nextLink: next === undefined ? null : nextLink(call, path, key(next), asked) });
}

function nextLink({ origin, query }: Call, path: string, marker: string, maxResults: string | null): string {
  const base = /:\d+$/.test(origin) ? origin : `${origin}:443`;
  const tail = maxResults === null ? '' : `&maxresults=${maxResults}`;
  return `${base}/${path}?api-version=${encodeURIComponent(apiVersionOf(query))}&$skiptoken=${writeMarker(marker)}${tail}`;
}

/** Two layers as in the service: base64url of JSON whose marker holds the length and the base64 of the next key. */
function writeMarker(key: string): string {
  const inner = Buffer.from(key, 'utf8').toString('base64');
  return Buffer.from(JSON.stringify({ NextMarker: `2!${inner.length}!${inner}`, TargetLocation: 0 }), 'utf8').toString('base64url');
}

function readMarker(token: string): string | undefined {
  try {
    const { NextMarker } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { NextMarker?: unknown };
    const inner = typeof NextMarker === 'string' ? /^2!\d+!(.+)$/.exec(NextMarker)?.[1] : undefined;
    return inner === undefined ? undefined : Buffer.from(inner, 'base64').toString('utf8');
  } catch {
    // Not a marker of ours: the caller answers 400.
    return undefined;
  }
}
