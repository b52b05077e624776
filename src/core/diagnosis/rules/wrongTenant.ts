import type { Rule } from '../case.ts';
import { codeOf, prove } from '../prove.ts';
import { isPlaceholderHost, microsoftTenant, refusedIssuer } from './refusedIssuer.ts';

export const wrongTenant: Rule = c => {
  const tenants = refusedIssuer(c);
  if (tenants === undefined || isPlaceholderHost(c.subject.host)) return undefined;
  if (tenants.expected?.toLowerCase() === microsoftTenant && tenants.found?.toLowerCase() !== microsoftTenant) return undefined;
  return prove(c.subject, 'wrong-tenant', [
    ['code', codeOf(c, ['AKV10032', 'InvalidAuthenticationTokenTenant'])],
    ['issuer.expected', tenants.expected],
    ['issuer.found', tenants.found],
  ]);
};
