import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';
import { accessProof, callerOf } from './callerOf.ts';
import { isPolicyDenial, policyGroup } from './forbiddenGroups.ts';

export const accessPolicyMissing: Rule = c => {
  if (!isPolicyDenial(c)) return undefined;
  const named = c.environment.policyObjectIds;
  if (named === undefined) return suspect(c.subject, policyGroup, accessProof(c));
  const { appid, oid } = callerOf(c);
  return appid !== null && appid !== oid && named.includes(appid) ? undefined : prove(c.subject, 'access-policy-missing', accessProof(c));
};
