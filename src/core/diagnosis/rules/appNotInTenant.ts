import type { Rule } from '../case.ts';
import { byCode } from '../prove.ts';

export const appNotInTenant: Rule = byCode('app-not-in-tenant', ['AADSTS700016']);
