import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { callerOf } from './callerOf.ts';

export const credentialChainWrongIdentity: Rule = c => {
  const meant = c.environment.expectedIdentity?.toLowerCase();
  const caller = callerOf(c);
  if (meant === undefined || (caller.oid === null && caller.appid === null)) return undefined;
  if ([caller.oid, caller.appid].some(id => id?.toLowerCase() === meant)) return undefined;
  if (c.subject.status !== 401 && c.subject.status !== 403) return undefined;
  return prove(c.subject, 'credential-chain-wrong-identity', [
    ['caller.oid', caller.oid],
    ['caller.appid', caller.appid],
    ['expected', meant],
  ]);
};
