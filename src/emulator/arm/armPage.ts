import { type Answer, jsonAnswer } from '../http/answer.ts';
import { queryValue } from '../http/queryValue.ts';
import { badRequest } from './armAnswers.ts';
import type { ArmCall } from './armOperation.ts';

/** A list in the order of its keys; with `$top` so many at a time, and a link to the rest that names the first of them. */
export function armPage<T>(call: ArmCall, items: readonly T[], key: (item: T) => string, show: (item: T) => object): Answer {
  const asked = queryValue(call.query, '$top');
  // @unverified
  if (asked !== null && !/^[1-9]\d{0,8}$/.test(asked)) return badRequest(`The value '${asked}' of the parameter '$top' is not valid.`);
  const marker = Buffer.from(queryValue(call.query, '$skiptoken') ?? '', 'base64url').toString('utf8');
  const rest = items.filter(item => key(item) >= marker).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const size = asked === null ? rest.length : Number(asked);
  const next = rest[size];
  return jsonAnswer(200, {
    value: rest.slice(0, size).map(show),
    ...(next === undefined ? {} : { nextLink: nextLink(call, key(next), size) }),
  });
}

function nextLink({ path, version, service }: ArmCall, marker: string, size: number): string {
  const token = Buffer.from(marker, 'utf8').toString('base64url');
  return `${service.trust.authority}${path}?api-version=${version}&$top=${size}&$skiptoken=${token}`;
}
