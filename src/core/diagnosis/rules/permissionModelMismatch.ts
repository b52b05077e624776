import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { isPolicyDenial, isRbacDenial } from './forbiddenGroups.ts';

/** The code of the refusal tells the model in force: ForbiddenByRbac, or AccessDenied / ForbiddenByPolicy. */
export const permissionModelMismatch: Rule = c => {
  const granted = c.environment.grantedThrough;
  const byRole = isRbacDenial(c);
  if (granted === undefined || (!byRole && !isPolicyDenial(c))) return undefined;
  if (byRole === (granted === 'role')) return undefined;
  return prove(c.subject, 'permission-model-mismatch', [
    ...accessProof(c),
    ['model', byRole ? 'role-based access control' : 'access policies'],
    ['granted', granted],
  ]);
};
