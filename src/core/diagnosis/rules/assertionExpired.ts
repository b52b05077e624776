import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';
import { assertionProof, assertionTimes, isSkewed } from './assertionTimes.ts';

export const assertionExpired: Rule = c => {
  if (!c.subject.codes.has('AADSTS700024')) return undefined;
  const times = assertionTimes(c.subject.message);
  if (times === undefined) return suspect(c.subject, ['assertion-expired', 'clock-skew'], assertionProof(c.subject, times));
  return isSkewed(times) ? undefined : prove(c.subject, 'assertion-expired', assertionProof(c.subject, times));
};
