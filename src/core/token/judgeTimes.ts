import type { CauseCode } from '../model/causes.ts';
import type { JsonObject, JsonValue } from '../model/tokenFacts.ts';

/** Epoch seconds; null where the claim is absent or no sane time. */
export interface TokenTimes {
  readonly expiresAt: number | null;
  readonly notBefore: number | null;
  readonly issuedAt: number | null;
  readonly state: 'valid' | 'expired' | 'not-yet-valid' | 'unknown';
  readonly text: string;
}

/** Clocks that differ by more than this are worth a word; services tolerate five minutes. */
export const clockTolerance = 300;
const year2000 = 946_684_800;
const year2200 = 7_258_118_400;

/**
 * The state by the server's clock where it is known, because that clock decides. `causes` names what follows: a local
 * clock that is off shows in a token that is good for one clock and not for the other.
 */
export function judgeTimes(
  claims: JsonObject,
  now: number,
  serverDate: number | null,
): { readonly times: TokenTimes; readonly causes: readonly CauseCode[] } {
  const expiresAt = saneTime(claims.exp);
  const notBefore = saneTime(claims.nbf);
  const issuedAt = saneTime(claims.iat);
  const clock = serverDate ?? now;
  const state = stateAt(clock, expiresAt, notBefore);
  const skew = serverDate === null ? 0 : now - serverDate;
  const times = { expiresAt, notBefore, issuedAt, state, text: describe(state, clock, expiresAt, notBefore, claims, skew) };
  return { times, causes: causesOf(state, stateAt(now, expiresAt, notBefore), skew) };
}

function stateAt(clock: number, expiresAt: number | null, notBefore: number | null): TokenTimes['state'] {
  if (expiresAt !== null && clock >= expiresAt) return 'expired';
  if (notBefore !== null && clock < notBefore) return 'not-yet-valid';
  return expiresAt === null ? 'unknown' : 'valid';
}

function causesOf(state: TokenTimes['state'], local: TokenTimes['state'], skew: number): readonly CauseCode[] {
  // A difference between the clocks explains only what looks different by the two of them.
  if (Math.abs(skew) > clockTolerance && local !== state) return ['clock-skew'];
  if (state === 'expired') return ['expired-token'];
  return state === 'not-yet-valid' ? ['not-yet-valid-token'] : [];
}

function saneTime(value: JsonValue | undefined): number | null {
  const seconds = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds >= year2000 && seconds <= year2200 ? seconds : null;
}

function describe(
  state: TokenTimes['state'],
  clock: number,
  expiresAt: number | null,
  notBefore: number | null,
  claims: JsonObject,
  skew: number,
): string {
  const drift =
    Math.abs(skew) > clockTolerance ? `; the local clock is ${duration(skew)} ${skew > 0 ? 'ahead of' : 'behind'} the server's` : '';
  if (state === 'expired') return `expired ${duration(clock - (expiresAt ?? clock))} ago${drift}`;
  if (state === 'not-yet-valid') return `valid only in ${duration((notBefore ?? clock) - clock)}${drift}`;
  if (state === 'valid') return `expires in ${duration((expiresAt ?? clock) - clock)}${drift}`;
  return claims.exp === undefined ? `has no expiry${drift}` : `its expiry is no sane time${drift}`;
}

/** "59 min", "2 h 5 min", "3 days". */
export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  if (whole < 120) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}
