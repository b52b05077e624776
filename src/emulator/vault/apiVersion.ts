import type { Answer } from '../http/answer.ts';
import { queryValue } from '../http/queryValue.ts';
import { badParameter } from './refusals.ts';

const latest = '2026-04-01';
const known: ReadonlySet<string> = new Set([
  ...['2016-10-01', '7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '2025-07-01', latest],
  ...['7.0-preview', '7.1-preview', '7.2-preview', '7.3-preview', '7.4-preview.1', '7.5-preview.1', '7.6-preview.1', '7.6-preview.2'],
  ...['2025-06-01-preview', '2026-01-01-preview', '2026-03-01-preview', '2026-05-01-preview', '2026-07-01-preview'],
]);

/** Every data-plane call must name a version that the service knows; there is no default. */
export function refuseApiVersion(query: URLSearchParams): Answer | undefined {
  const version = apiVersionOf(query);
  // @unverified The answer to a missing version was not found in public material.
  if (version === '') return badParameter('The request must contain the query parameter api-version.');
  if (known.has(version)) return undefined;
  return badParameter(`The specified version (${version}) is not recognized. Consider using the latest supported version (${latest}).`);
}

export const apiVersionOf = (query: URLSearchParams): string => queryValue(query, 'api-version') ?? '';

/** Whether a version is this dated one or a later one; those with numbers are older than all of these. */
export const isSince = (query: URLSearchParams, date: string): boolean => {
  const version = apiVersionOf(query);
  return /^\d{4}-/.test(version) && version.slice(0, date.length) >= date;
};
