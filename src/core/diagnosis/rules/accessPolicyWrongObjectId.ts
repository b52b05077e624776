import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof, callerOf } from './callerOf.ts';
import { isPolicyDenial } from './forbiddenGroups.ts';

/** The policy names the application’s id where the service principal’s object id belongs. */
export const accessPolicyWrongObjectId: Rule = c => {
  const { appid, oid } = callerOf(c);
  const named = c.environment.policyObjectIds;
  if (!isPolicyDenial(c) || named === undefined || appid === null || oid === null) return undefined;
  if (!named.includes(appid) || named.includes(oid)) return undefined;
  return prove(c.subject, 'access-policy-wrong-object-id', [...accessProof(c), ['policy.objectId', appid]]);
};
