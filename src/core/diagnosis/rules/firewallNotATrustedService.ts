import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isFirewallDenial } from './forbiddenGroups.ts';
import { networkProof } from './networkSignals.ts';

export const firewallNotATrustedService: Rule = c => {
  if (!isFirewallDenial(c) || c.environment.isAzureService !== true) return undefined;
  return prove(c.subject, 'firewall-not-a-trusted-service', networkProof(c), 'likely');
};
