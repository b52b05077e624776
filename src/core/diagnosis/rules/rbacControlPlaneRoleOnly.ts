import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { activeRoles, eligibleRoles, isDataRole, isRbacDenial } from './forbiddenGroups.ts';

export const rbacControlPlaneRoleOnly: Rule = c => {
  const active = activeRoles(c);
  if (!isRbacDenial(c) || active === undefined || active.length === 0 || eligibleRoles(c).some(isDataRole)) return undefined;
  return active.some(isDataRole)
    ? undefined
    : prove(c.subject, 'rbac-control-plane-role-only', [...accessProof(c), ['roles', active.join(', ')]]);
};
