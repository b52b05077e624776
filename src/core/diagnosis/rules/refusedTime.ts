import type { CauseCode } from '../../model/causes.ts';
import { judgeTimes } from '../../token/judgeTimes.ts';
import type { Case } from '../case.ts';
import type { Proof } from '../prove.ts';

/** What the token's own times say of a 401; empty where the call was not refused or the token is not known. */
export function timeCauses(c: Case): readonly CauseCode[] {
  if (c.token === null || (c.subject.status !== null && c.subject.status !== 401) || c.subject.authorized === false) return [];
  const clock = c.now ?? c.serverDate;
  return clock === null ? [] : judgeTimes(c.token.claims, clock, c.serverDate).causes;
}

export const timeProof = (c: Case): readonly Proof[] => [
  ['token.exp', claim(c, 'exp')],
  ['token.nbf', claim(c, 'nbf')],
  [c.serverDate === null ? 'clock.local' : 'response.header date', c.serverDate ?? c.now],
  ['clock.local', c.serverDate === null ? null : c.now],
  ['status', c.subject.status],
];

const claim = (c: Case, name: string): string | number | null => {
  const value = c.token?.claims[name];
  return typeof value === 'string' || typeof value === 'number' ? value : null;
};
