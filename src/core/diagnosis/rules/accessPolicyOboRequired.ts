import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { isObo } from './forbiddenGroups.ts';

export const accessPolicyOboRequired: Rule = c => {
  if (!isObo(c.subject.message)) return undefined;
  return prove(c.subject, 'access-policy-obo-required', accessProof(c));
};
