import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isPlaceholderHost, microsoftTenant, refusedIssuer } from './refusedIssuer.ts';

/** The issuer is refused because the vault is somebody else’s. */
export const wrongVaultHost: Rule = c => {
  const tenants = refusedIssuer(c);
  if (tenants === undefined) return undefined;
  const foreign = tenants.expected?.toLowerCase() === microsoftTenant && tenants.found?.toLowerCase() !== microsoftTenant;
  const placeholder = isPlaceholderHost(c.subject.host);
  if (!foreign && !placeholder) return undefined;
  return prove(
    c.subject,
    'wrong-vault-host',
    [
      ['request.host', c.subject.host],
      ['issuer.expected', tenants.expected],
      ['issuer.found', tenants.found],
    ],
    placeholder ? 'proven' : 'likely',
  );
};
