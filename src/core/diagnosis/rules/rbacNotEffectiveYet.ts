import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { activeRoles, isDataRole, isRbacDenial } from './forbiddenGroups.ts';

/** A data role is assigned and the vault does not see it yet (or it lacks this very action). */
export const rbacNotEffectiveYet: Rule = c => {
  const active = activeRoles(c);
  if (!isRbacDenial(c) || active === undefined || !active.some(isDataRole)) return undefined;
  return prove(c.subject, 'rbac-not-effective-yet', [...accessProof(c), ['roles', active.join(', ')]], 'likely');
};
