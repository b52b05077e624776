import type { Rule } from '../case.ts';
import { codeOf, prove } from '../prove.ts';
import { accessProof } from './callerOf.ts';
import { isFirewallDenial } from './forbiddenGroups.ts';

/** A managed HSM has roles of its own; those of Azure do not count inside it. */
export const mhsmLocalRbac: Rule = c => {
  const action = /not authorized to access\s+(Microsoft\.KeyVault\/managedHsm\/\S+)/i.exec(c.subject.message)?.[1];
  if (action !== undefined)
    return prove(c.subject, 'mhsm-local-rbac', [
      ['action', action],
      ['request.host', c.subject.host],
      ['status', c.subject.status],
    ]);
  const denied =
    c.subject.service === 'hsm' &&
    c.subject.status === 403 &&
    !isFirewallDenial(c) &&
    codeOf(c, ['AccessDenied', 'Forbidden', 'ForbiddenByRbac']) !== undefined;
  const network = c.subject.codes.has('ForbiddenByConnection') || /private link|public network/i.test(c.subject.message);
  return denied && !network
    ? prove(c.subject, 'mhsm-local-rbac', [...accessProof(c), ['request.host', c.subject.host]], 'likely')
    : undefined;
};
