import type { ChallengeFacts } from '../model/challenge.ts';
import { parseUrl } from '../model/parseUrl.ts';
import type { BlockCode } from '../model/trace.ts';
import { stripTrailing } from './stripTrailing.ts';
import type { Target } from './target.ts';

/** A challenge that passed: what a token for this origin must be asked with. */
export interface VerifiedChallenge {
  readonly facts: ChallengeFacts;
  /** null where the challenge names no authority: the credential's own tenant counts then. */
  readonly tenant: string | null;
  readonly resource: string;
  readonly scope: string;
}

export type ChallengeJudgement =
  | { readonly kind: 'accepted'; readonly challenge: VerifiedChallenge; readonly warning: string | null }
  | { readonly kind: 'refused'; readonly code: BlockCode; readonly reason: string }
  /** No Bearer challenge of a form that a token request could be made of: the 401 is the answer. */
  | { readonly kind: 'absent' };

export interface ChallengeRules {
  /** Hosts of authorities that a challenge may name: the clouds', the user's credential's, the embedded vault's. */
  isKnownAuthority(host: string): boolean;
  /** The resource that the user named for this request; it may stand outside the vault's domain, with a warning. */
  readonly confirmedResource: string | null;
}

const tenantPattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/;

/** Whether a token for what the challenge asks may be sent to the origin that asked (vectors 14-22 and 38-45). */
export function verifyChallenge(facts: ChallengeFacts | null, target: Target, rules: ChallengeRules): ChallengeJudgement {
  const wanted = facts === null ? undefined : wantedOf(facts, target);
  if (facts === null || wanted === undefined) return { kind: 'absent' };
  const authorityProblem = judgeAuthority(facts, rules);
  if (authorityProblem !== undefined) return authorityProblem;
  const resource = /\s/.test(wanted.resource) ? undefined : parseUrl(wanted.resource);
  if (resource === undefined) {
    return refused('challenge-unusable', `The challenge's resource "${wanted.resource}" is not an absolute URL.`);
  }
  const stranger = strangerIn(wanted, resource.host);
  if (stranger !== undefined) {
    const beside = `The challenge's scope names "${stranger}" beside ${wanted.resource}.`;
    return refused('challenge-resource-mismatch', `${beside} No token is asked for it.`);
  }
  const challenge = { facts, tenant: facts.tenant, ...wanted };
  if (isResourceOf(target, resource.hostname)) return { kind: 'accepted', challenge, warning: null };
  const mismatch = `The challenge's resource ${wanted.resource} is not the domain of ${target.host}.`;
  if (rules.confirmedResource !== null && rules.confirmedResource === wanted.resource) {
    return { kind: 'accepted', challenge, warning: `${mismatch} The request names it, so a token for it is asked and sent all the same.` };
  }
  return refused('challenge-resource-mismatch', `${mismatch} No token is asked for it.`);
}

function judgeAuthority(facts: ChallengeFacts, rules: ChallengeRules): ChallengeJudgement | undefined {
  if (facts.authority === null) return undefined;
  const url = parseUrl(facts.authority);
  if (url === undefined) return refused('challenge-unusable', `The challenge's authority "${facts.authority}" is not a URL.`);
  if (url.protocol !== 'https:' || url.username !== '' || !rules.isKnownAuthority(url.host)) {
    return refused('authority-not-allowed', `The challenge names an unknown authority, ${facts.authority}. It is not contacted.`);
  }
  if (facts.tenant === null) return refused('challenge-unusable', `The challenge's authority "${facts.authority}" names no tenant.`);
  if (!tenantPattern.test(facts.tenant)) return refused('challenge-unusable', `"${facts.tenant}" cannot be a tenant.`);
  return undefined;
}

/** ARM's challenge names no resource; a client of it knows the resource beforehand. */
function wantedOf(facts: ChallengeFacts, target: Target): { readonly resource: string; readonly scope: string } | undefined {
  if (facts.scope !== null) return { resource: facts.resource ?? resourceOfScope(facts.scope), scope: facts.scope };
  if (target.service !== 'management' || facts.authority === null) return undefined;
  const resource = `https://${target.cloud?.managementHosts[0] ?? target.host}`;
  return { resource, scope: `${resource}/.default` };
}

const signInScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/** A further word of a scope that is for something else: whoever signs in would consent to it for a vault that only pretends to need it. */
function strangerIn({ resource, scope }: { readonly resource: string; readonly scope: string }, host: string): string | undefined {
  // Nearly always there is one word.
  if (scope === `${resource}/.default`) return undefined;
  return scope
    .split(/\s+/)
    .filter(word => word !== '' && !signInScopes.has(word))
    .find(word => parseUrl(word)?.host !== host);
}

/** The first scope without its permission: `https://vault.azure.net` of `https://vault.azure.net/.default`. */
export function resourceOfScope(scope: string): string {
  const first = scope.trim().split(' ')[0] ?? '';
  return /^([^/]+:\/\/[^/]+.*)\/[^/]+$/.exec(first)?.[1] ?? first;
}

function isResourceOf(target: Target, host: string): boolean {
  if (target.service === 'management') return target.cloud?.managementHosts.includes(host) ?? false;
  // The embedded vault also answers as localhost; it is ours, whatever its name.
  if (target.embedded && target.service === 'other') return true;
  return host !== '' && stripTrailing(target.host, '.').endsWith(`.${host}`);
}

const refused = (code: BlockCode, reason: string): ChallengeJudgement => ({ kind: 'refused', code, reason });
