import type { Case } from '../case.ts';

/** ARM refuses to approve or register a private endpoint. */
export const isPrivateLinkApproval = (c: Case): boolean =>
  (c.subject.codes.has('AuthorizationFailed') || c.subject.codes.has('LinkedAuthorizationFailed') || c.subject.service === 'arm') &&
  /private ?endpoint|private ?link/i.test(c.subject.message);

/** The connection came over the public network, and only approved private links are let in. */
export const isUnapprovedLink = (c: Case): boolean => /connection is not an approved private link/i.test(c.subject.message);

export const isPublicAccessOff = (c: Case): boolean => /public network access is disabled/i.test(c.subject.message);
