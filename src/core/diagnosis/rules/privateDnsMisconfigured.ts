import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isFirewallDenial } from './forbiddenGroups.ts';
import { isPublicThoughPrivate, networkProof } from './networkSignals.ts';
import { isPublicAccessOff, isUnapprovedLink } from './privateLinkSignals.ts';

/** A private endpoint exists, and the name still leads to the public address. */
export const privateDnsMisconfigured: Rule = c => {
  const refused = isFirewallDenial(c) || isPublicAccessOff(c) || isUnapprovedLink(c) || c.subject.codes.has('ForbiddenByConnection');
  return refused && isPublicThoughPrivate(c) ? prove(c.subject, 'private-dns-misconfigured', networkProof(c)) : undefined;
};
