import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { denyAssignmentOf } from './forbiddenGroups.ts';

export const denyAssignment: Rule = c => {
  const id = denyAssignmentOf(c);
  if (id === undefined) return undefined;
  return prove(c.subject, 'deny-assignment', [['denyAssignment', id], ...accessProof(c)]);
};
