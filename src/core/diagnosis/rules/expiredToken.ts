import type { Case, Rule } from '../case.ts';
import { codeOf, prove } from '../prove.ts';
import { timeCauses, timeProof } from './refusedTime.ts';

export const expiredToken: Rule = c => {
  const code = codeOf(c, ['TokenExpired', 'IDX10223', 'ExpiredAuthenticationToken']);
  const causes = timeCauses(c);
  if (code !== undefined)
    return prove(c.subject, 'expired-token', [['code', code], ...timeProof(c), ['message', c.subject.message.slice(0, 300)]]);
  if (hasOtherReason(c)) return undefined;
  if (causes.includes('expired-token')) return prove(c.subject, 'expired-token', timeProof(c), c.serverDate === null ? 'likely' : 'proven');
  // S2S12086 was also seen for a garbled token: alone it only points there, and a token that is in time contradicts it.
  return c.subject.codes.has('S2S12086') && c.token === null
    ? prove(c.subject, 'expired-token', [['code', 'S2S12086']], 'likely')
    : undefined;
};

const hasOtherReason = (c: Case): boolean => [...c.subject.codes].some(code => /^(?:AKV(?!10000)|AADSTS)/.test(code));
