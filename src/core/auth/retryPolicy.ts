import type { FailureCode } from '../model/causes.ts';
import { headerValue } from '../model/headers.ts';
import type { WireOutcome, WireResponse } from '../model/wire.ts';

/** SDKs try again three times (four calls). */
export const maxRetries = 3;
/** A wait that a server asks for beyond this is shown, not obeyed. */
export const longestWaitMs = 60_000;

export interface RetryAdvice {
  readonly waitMs: number;
  readonly text: string;
}

const retriedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const retriedFailures: ReadonlySet<FailureCode> = new Set([
  'net-dns-not-found',
  'net-refused',
  'net-reset',
  'net-connect-timeout',
  'net-closed-early',
]);
const firstBackoffMs = 1000;
const longestBackoffMs = 64_000;

/**
 * What an SDK would do after this outcome; undefined where it would not try again.
 * @param retry 0 for the first repetition
 * @param now epoch ms
 * @param random 0 <= x < 1
 */
export function adviseRetry(outcome: WireOutcome, retry: number, now: number, random: number): RetryAdvice | undefined {
  const backoff = backoffMs(retry, random);
  if (outcome.kind === 'failed') {
    if (!retriedFailures.has(outcome.failure.code)) return undefined;
    return { waitMs: backoff, text: `An SDK tries again after about ${seconds(backoff)}, because the connection failed.` };
  }
  const { status } = outcome.response;
  if (!retriedStatuses.has(status)) return undefined;
  const asked = retryAfter(outcome.response, now);
  if (asked === undefined)
    return { waitMs: backoff, text: `An SDK tries again after about ${seconds(backoff)}, because of the ${status}.` };
  return { waitMs: asked.ms, text: `An SDK tries again after ${seconds(asked.ms)}, because ${asked.header} says so.` };
}

/** Doubles from a second on; half of it is fixed and half random, as core-rest-pipeline does. */
function backoffMs(retry: number, random: number): number {
  const full = Math.min(longestBackoffMs, firstBackoffMs * 2 ** retry);
  return Math.round(full / 2 + (full / 2) * random);
}

/** The three headers in their order; a date that has passed, or a negative number, means at once (RFC 9110 section 10.2.3). */
export function retryAfter(response: WireResponse, now: number): { readonly ms: number; readonly header: string } | undefined {
  for (const header of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const ms = readNumber(headerValue(response.headers, header));
    if (ms !== undefined) return { ms, header };
  }
  const value = headerValue(response.headers, 'retry-after')?.trim() ?? '';
  const wait = readNumber(value, 1000) ?? untilDate(value, now);
  return wait === undefined ? undefined : { ms: wait, header: 'Retry-After' };
}

/** Digits with a sign and a fraction at most, as the SDKs take them; however many there are, they ask for a wait and not for none. */
function readNumber(value: string | undefined, factor = 1): number | undefined {
  if (value === undefined || !/^[+-]?\d+(?:\.\d+)?$/.test(value.trim())) return undefined;
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Number(value) * factor));
}

/** `Date.parse` would read a date into nearly every text; those of HTTP begin with the day of the week and are in GMT, said or not. */
function untilDate(value: string, now: number): number | undefined {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /i.test(value)) return undefined;
  const date = Date.parse(/(?:GMT|UTC|Z|[+-]\d{4})$/i.test(value) ? value : `${value} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(2))} s`;
