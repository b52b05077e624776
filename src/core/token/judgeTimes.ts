import type { CauseCode } from '../model/causes.ts';
import type { JsonObject, JsonValue } from '../model/tokenFacts.ts';
import { english, type Translate } from '../model/translate.ts';

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
  t: Translate = english,
): { readonly times: TokenTimes; readonly causes: readonly CauseCode[] } {
  const expiresAt = saneTime(claims.exp);
  const notBefore = saneTime(claims.nbf);
  const issuedAt = saneTime(claims.iat);
  const clock = serverDate ?? now;
  const state = stateAt(clock, expiresAt, notBefore);
  const skew = serverDate === null ? 0 : now - serverDate;
  const times = { expiresAt, notBefore, issuedAt, state, text: describe(state, clock, { expiresAt, notBefore }, claims, skew, t) };
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
  { expiresAt, notBefore }: Pick<TokenTimes, 'expiresAt' | 'notBefore'>,
  claims: JsonObject,
  skew: number,
  t: Translate,
): string {
  const drift = Math.abs(skew) > clockTolerance ? `; ${driftText(skew, t)}` : '';
  if (state === 'expired') return `${t('expired {0} ago', duration(clock - (expiresAt ?? clock), t))}${drift}`;
  if (state === 'not-yet-valid') return `${t('valid only in {0}', duration((notBefore ?? clock) - clock, t))}${drift}`;
  if (state === 'valid') return `${t('expires in {0}', duration((expiresAt ?? clock) - clock, t))}${drift}`;
  return `${claims.exp === undefined ? t('has no expiry') : t('its expiry is no sane time')}${drift}`;
}

function driftText(skew: number, t: Translate): string {
  const apart = duration(skew, t);
  return skew > 0 ? t("the local clock is {0} ahead of the server's", apart) : t("the local clock is {0} behind the server's", apart);
}

/** "59 min", "2 h 5 min", "3 days". */
export function duration(seconds: number, t: Translate = english): string {
  const whole = Math.round(Math.abs(seconds));
  if (whole < 120) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return t('{0} days', Math.floor(hours / 24));
}
