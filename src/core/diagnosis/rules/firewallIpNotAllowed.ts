import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';
import { firewallGroup, isFirewallDenial } from './forbiddenGroups.ts';
import { isPublicThoughPrivate, networkProof } from './networkSignals.ts';

export const firewallIpNotAllowed: Rule = c => {
  if (!isFirewallDenial(c)) return undefined;
  if (isPublicThoughPrivate(c) || c.environment.isAzureService === true) return undefined;
  const looked = c.environment.resolved !== undefined && c.environment.isAzureService === false;
  return looked ? prove(c.subject, 'firewall-ip-not-allowed', networkProof(c)) : suspect(c.subject, firewallGroup, networkProof(c));
};
