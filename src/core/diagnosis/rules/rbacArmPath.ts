import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';

export const rbacArmPath: Rule = c => {
  if (c.subject.service !== 'arm' || !c.subject.codes.has('ForbiddenByRbac')) return undefined;
  return prove(c.subject, 'rbac-arm-path', [['request.host', c.subject.host], ...accessProof(c)]);
};
