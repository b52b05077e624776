import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';
import { firewallGroup, isFirewallDenial } from './forbiddenGroups.ts';
import { hasNoPrivateEndpoint, isPublicThoughPrivate, networkProof } from './networkSignals.ts';

export const firewallIpNotAllowed: Rule = c => {
  if (!isFirewallDenial(c)) return undefined;
  if (isPublicThoughPrivate(c) || c.environment.isAzureService === true) return undefined;
  const looked = c.environment.resolved !== undefined && c.environment.isAzureService === false;
  if (looked) return prove(c.subject, 'firewall-ip-not-allowed', networkProof(c));
  // Where the name leads is known, and no private endpoint stands behind it.
  const [address, service] = firewallGroup;
  return suspect(c.subject, hasNoPrivateEndpoint(c) ? [address, service] : firewallGroup, networkProof(c));
};
