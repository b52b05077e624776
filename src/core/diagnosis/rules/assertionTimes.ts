import type { Call } from '../case.ts';
import type { Proof } from '../prove.ts';

/** The three times that AADSTS700024 prints: epoch seconds, or seconds of the day where the date is missing. */
export interface AssertionTimes {
  readonly current: number;
  readonly from: number | null;
  readonly until: number;
  readonly text: string;
}

const stamp = String.raw`((?:\d{4}-\d{2}-\d{2}[T ]?)?(?:\d{2}:\d{2}:\d{2})?(?:\.\d+)?Z?)`;
const sentence = new RegExp(
  `current time:?\\s*${stamp}.{0,40}?valid from:?\\s*${stamp}.{0,60}?expir\\w*(?: time)?(?: of assertion)?:?\\s*${stamp}`,
  'i',
);

export function assertionTimes(message: string): AssertionTimes | undefined {
  const match = sentence.exec(message.slice(0, 4096));
  const current = seconds(match?.[1]);
  const until = seconds(match?.[3]);
  return match === null || current === null || until === null ? undefined : { current, from: seconds(match[2]), until, text: match[0] };
}

function seconds(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const time = /^\d{2}:/.test(text) ? `1970-01-01T${text}` : text.replace(' ', 'T');
  const ms = Date.parse(/Z$/.test(time) || !time.includes('T') ? time : `${time}Z`);
  return Number.isNaN(ms) ? null : ms / 1000;
}

const minute = 60;
const yearOne = 366 * 24 * 60 * minute;

/**
 * A machine's own assertion lives minutes. If it is out of time by a whole time-zone offset, starts in the future, or
 * starts at the beginning of time, a clock or time base is off; otherwise a stored assertion was used too long.
 */
export function isSkewed(times: AssertionTimes): boolean {
  const { current, from, until } = times;
  // "1970-01-01" beside a time of today is a clock that never was set. Without a date on `current`, both read as 1970.
  if (from !== null && from < yearOne && times.text.includes('1970-01-01')) return true;
  if (from === null) return false;
  if (from > current) return true;
  const life = until - from;
  const late = current - from;
  const offset = Math.round(late / (30 * minute)) * 30 * minute;
  return life > 0 && life <= 15 * minute && offset > 0 && offset <= 14 * 60 * minute && Math.abs(late - offset) <= 2 * minute;
}

export const assertionProof = (call: Call, times: AssertionTimes | undefined): readonly Proof[] => [
  ['code', 'AADSTS700024'],
  ['assertion.times', times?.text],
  ['status', call.status],
];
