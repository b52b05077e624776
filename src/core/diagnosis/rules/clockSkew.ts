import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { assertionProof, assertionTimes, isSkewed } from './assertionTimes.ts';
import { timeCauses, timeProof } from './refusedTime.ts';

export const clockSkew: Rule = c => {
  if (c.subject.codes.has('AADSTS700024')) {
    const times = assertionTimes(c.subject.message);
    return times !== undefined && isSkewed(times) ? prove(c.subject, 'clock-skew', assertionProof(c.subject, times), 'likely') : undefined;
  }
  return timeCauses(c).includes('clock-skew') ? prove(c.subject, 'clock-skew', timeProof(c)) : undefined;
};
