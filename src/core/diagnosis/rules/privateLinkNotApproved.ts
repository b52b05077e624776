import type { Rule } from '../case.ts';
import { prove, suspect } from '../prove.ts';
import { isPublicThoughPrivate, networkProof } from './networkSignals.ts';
import { isPrivateLinkApproval, isPublicAccessOff, isUnapprovedLink } from './privateLinkSignals.ts';

/** A private endpoint that is not approved, or a call that never went through it: the answer is the same. */
export const privateLinkNotApproved: Rule = c => {
  if (isPrivateLinkApproval(c)) return prove(c.subject, 'private-link-not-approved', networkProof(c));
  if (isPublicAccessOff(c) || isPublicThoughPrivate(c)) return undefined;
  const shut = isUnapprovedLink(c) || (c.subject.codes.has('ForbiddenByConnection') && !isPublicAccessOff(c));
  return shut
    ? suspect(c.subject, ['private-dns-misconfigured', 'private-link-not-approved', 'public-access-disabled'], networkProof(c))
    : undefined;
};
