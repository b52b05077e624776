import type { Rule } from '../case.ts';
import { codeOf, prove } from '../prove.ts';
import { timeCauses, timeProof } from './refusedTime.ts';

export const notYetValidToken: Rule = c => {
  const code = codeOf(c, ['IDX10222', 'TokenNotYetValid']);
  if (code !== undefined || /token (?:is )?not yet valid/i.test(c.subject.message)) {
    return prove(c.subject, 'not-yet-valid-token', [['code', code], ...timeProof(c), ['message', c.subject.message.slice(0, 300)]]);
  }
  if ([...c.subject.codes].some(each => /^(?:AKV(?!10000)|AADSTS)/.test(each))) return undefined;
  if (!timeCauses(c).includes('not-yet-valid-token')) return undefined;
  return prove(c.subject, 'not-yet-valid-token', timeProof(c), c.serverDate === null ? 'likely' : 'proven');
};
