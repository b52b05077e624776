import type { Answer } from '../http/answer.ts';
import { badParameter } from './refusals.ts';

const latest = '2026-04-01';
const known: ReadonlySet<string> = new Set([
  ...['2016-10-01', '7.0', '7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '2025-07-01', latest],
  ...['7.0-preview', '7.1-preview', '7.2-preview', '7.3-preview', '7.4-preview.1', '7.5-preview.1', '7.6-preview.1', '7.6-preview.2'],
  ...['2025-06-01-preview', '2026-01-01-preview', '2026-03-01-preview', '2026-05-01-preview', '2026-07-01-preview'],
]);

/** Every data-plane call must name a version that the service knows; there is no default. */
export function refuseApiVersion(query: URLSearchParams): Answer | undefined {
  const entry = [...query].find(([name]) => name.toLowerCase() === 'api-version');
  // @unverified The answer to a missing version was not found in public material.
  if (entry === undefined || entry[1] === '') return badParameter('The request must contain the query parameter api-version.');
  if (known.has(entry[1])) return undefined;
  return badParameter(`The specified version (${entry[1]}) is not recognized. Consider using the latest supported version (${latest}).`);
}
