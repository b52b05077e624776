import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { activeRoles, eligibleRoles, isDataRole, isRbacDenial } from './forbiddenGroups.ts';

export const pimNotActive: Rule = c => {
  const eligible = eligibleRoles(c).filter(isDataRole);
  if (!isRbacDenial(c) || eligible.length === 0 || activeRoles(c)?.some(isDataRole) === true) return undefined;
  return prove(c.subject, 'pim-not-active', [...accessProof(c), ['roles', eligible.join(', ')]]);
};
