import type { CauseCode } from '../../model/causes.ts';
import type { Case } from '../case.ts';
import { mayBeVault } from '../prove.ts';

/** Causes that share one text on the wire, most usual first; what was looked up besides may tell them apart. */
export const rbacGroup: readonly [CauseCode, ...CauseCode[]] = [
  'rbac-role-missing',
  'rbac-control-plane-role-only',
  'rbac-not-effective-yet',
  'pim-not-active',
];
export const policyGroup: readonly [CauseCode, ...CauseCode[]] = [
  'access-policy-missing',
  'access-policy-wrong-object-id',
  'credential-chain-wrong-identity',
];
export const firewallGroup: readonly [CauseCode, CauseCode, CauseCode] = [
  'firewall-ip-not-allowed',
  'firewall-not-a-trusted-service',
  'private-dns-misconfigured',
];

/** No role allows it: by code, by reason, or by the assignment line; not where a deny assignment or ARM decided. */
export function isRbacDenial(c: Case): boolean {
  const { codes, message, service } = c.subject;
  if (service === 'arm' || service === 'hsm' || denyAssignmentOf(c) !== undefined) return false;
  if (codes.has('ForbiddenByRbac') || codes.has('DeniedWithNoValidRBAC')) return true;
  if (/Assignment:\s*\(not found\)/i.test(message) && /Action:\s*'Microsoft\.KeyVault\//i.test(message)) return true;
  return mayBeVault(c.subject) && /not authorized\b.{0,80}'\/subscriptions\/[^']{1,300}\/Microsoft\.KeyVault\/vaults\//i.test(message);
}

/** The access-policy model said no: the caller has no entry, or the entry lacks the permission. */
export function isPolicyDenial(c: Case): boolean {
  const { message, status } = c.subject;
  if (isObo(message)) return false;
  if (/does not have \w+ \w+ permission on key vault/i.test(message) || /not found on any access policy/i.test(message)) return true;
  const named = /user, group or application '/i.test(message);
  return named && (status === 403 || c.subject.codes.has('AccessDenied') || c.subject.codes.has('ForbiddenByPolicy'));
}

export const isObo = (message: string): boolean => /on-behalf-of \(OBO\)|requires the caller .{0,300}on-behalf-of/i.test(message);

export const isFirewallDenial = (c: Case): boolean =>
  c.subject.service !== 'arm' &&
  (c.subject.codes.has('ForbiddenByFirewall') || /client address is not authorized/i.test(c.subject.message));

/** Id of the deny assignment that decided, or undefined for none. */
export function denyAssignmentOf(c: Case): string | undefined {
  const id = /DenyAssignmentId:\s*['"]?([^\s'",;]+)/i.exec(c.subject.message)?.[1];
  return id === undefined || id.toLowerCase() === 'null' ? undefined : id;
}

const controlRoles = /^(?:owner|contributor|user access administrator|reader|key vault contributor|managed hsm contributor)$/i;

export const activeRoles = (c: Case): readonly string[] | undefined =>
  c.environment.roles?.filter(role => role.state === 'active').map(role => role.name);
export const eligibleRoles = (c: Case): readonly string[] =>
  c.environment.roles?.filter(role => role.state === 'eligible').map(role => role.name) ?? [];
export const isDataRole = (name: string): boolean => !controlRoles.test(name);
