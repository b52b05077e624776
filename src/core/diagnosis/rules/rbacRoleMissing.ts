import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { isRbacDenial, rbacGroup } from './forbiddenGroups.ts';

/** The wire tells only that no role allows it; which of four reasons it was needs a look at the caller’s roles. */
export const rbacRoleMissing: Rule = c => {
  if (!isRbacDenial(c)) return undefined;
  const roles = c.environment.roles;
  if (roles === undefined) return suspect(c.subject, rbacGroup, accessProof(c));
  return roles.length === 0 ? prove(c.subject, 'rbac-role-missing', accessProof(c)) : undefined;
};
