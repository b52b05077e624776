import type { ChallengeFacts } from '../model/challenge.ts';
import { rememberTexts } from '../model/rememberTexts.ts';
import { decodeBase64Url } from '../token/decodeBase64Url.ts';
import { type ScannedChallenge, scanChallenges } from './scanChallenges.ts';
import { stripTrailing } from './stripTrailing.ts';

/** Whose form a challenge has: Key Vault's, that of a managed-identity agent, of ARM, of Graph, or none that we know. */
export type ChallengeForm = 'vault' | 'arc' | 'arm' | 'graph' | 'other' | 'none';

export interface ChallengeReading {
  /** The first Bearer challenge that says something; null where there is none. */
  readonly bearer: ChallengeFacts | null;
  readonly form: ChallengeForm;
  readonly all: readonly ScannedChallenge[];
}

const graphClientId = '00000003-0000-0000-c000-000000000000';
/** Longer header values are not challenges of any service and are not read. */
const maxLength = 64 * 1024;

/** Reads all `WWW-Authenticate` lines of one answer. Never throws: what is odd stands in the warnings. */
export function parseChallenge(lines: readonly string[]): ChallengeReading {
  const [line] = lines;
  return line !== undefined && lines.length === 1 ? readLine(line) : readLines(lines);
}

/** The flow, the rules and the timeline ask for the same line, and a vault's challenge is the same each time. */
const readLine = rememberTexts(line => readLines([line]));

function readLines(lines: readonly string[]): ChallengeReading {
  const all = lines.flatMap(line => scanChallenges(line.slice(0, maxLength)));
  const spoken = all.find(challenge => challenge.scheme.toLowerCase() === 'bearer' && challenge.pairs.length > 0);
  if (spoken === undefined) return { bearer: null, form: formWithoutBearer(all), all };
  const bearer = readBearer(spoken, lines, all);
  return { bearer, form: formOfBearer(spoken, bearer), all };
}

function formWithoutBearer(all: readonly ScannedChallenge[]): ChallengeForm {
  if (all.length === 0 || all.every(challenge => challenge.scheme.toLowerCase() === 'bearer')) return 'none';
  const isArc = all.some(
    challenge =>
      challenge.scheme.toLowerCase() === 'basic' && challenge.pairs.some(([name, value]) => name === 'realm' && value.endsWith('.key')),
  );
  return isArc ? 'arc' : 'other';
}

function formOfBearer(challenge: ScannedChallenge, facts: ChallengeFacts): ChallengeForm {
  if (facts.scope !== null) return 'vault';
  const names = new Map(challenge.pairs);
  if (names.get('client_id') === graphClientId) return 'graph';
  return names.has('authorization_uri') ? 'arm' : 'other';
}

function readBearer(challenge: ScannedChallenge, raw: readonly string[], all: readonly ScannedChallenge[]): ChallengeFacts {
  const warnings: string[] = [];
  const first = firstValues(challenge, warnings);
  const value = (name: string): string | null => first.get(name) || null;
  const authority = value('authorization') ?? value('authorization_uri');
  const other = value('authorization_uri');
  if (authority !== null && other !== null && authority !== other) {
    warnings.push(`The challenge names two authorities; "authorization" counts, "authorization_uri" says ${other}.`);
  }
  const others = all.filter(one => one !== challenge).map(one => one.scheme);
  if (others.length > 0) warnings.push(`The answer also offers: ${others.join(', ')}.`);
  const resource = value('resource');
  return {
    authority,
    tenant: tenantOf(authority, warnings),
    resource,
    scope: scopeOf(resource, value('scope'), warnings),
    error: value('error'),
    errorDescription: value('error_description'),
    claims: readClaims(value('claims'), warnings),
    raw,
    warnings,
  };
}

function firstValues(challenge: ScannedChallenge, warnings: string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const [name, value] of challenge.pairs) {
    if (!first.has(name)) first.set(name, value);
    else warnings.push(`"${name}" stands twice in the challenge; the first one counts.`);
  }
  return first;
}

/** First path segment of the authority; `dstsv2` in front of it is a route, not a tenant. */
function tenantOf(authority: string | null, warnings: string[]): string | null {
  if (authority === null) return null;
  if (!URL.canParse(authority)) {
    warnings.push(`The authority "${authority}" is not a URL.`);
    return null;
  }
  const [first, second] = new URL(authority).pathname.split('/').filter(segment => segment !== '');
  const tenant = first?.toLowerCase() === 'dstsv2' ? second : first;
  if (tenant === undefined) warnings.push(`The authority "${authority}" names no tenant.`);
  return tenant ?? null;
}

function scopeOf(resource: string | null, scope: string | null, warnings: string[]): string | null {
  if (resource === null) return scope;
  const derived = `${resource}/.default`;
  if (scope !== null && scope !== derived) {
    warnings.push(`Resource and scope of the challenge disagree; the resource ${resource} counts, the scope is ${scope}.`);
  }
  if (resource.endsWith('/')) {
    const trimmed = stripTrailing(resource, '/');
    warnings.push(`The resource ends in a slash, so the token's audience would too; Key Vault accepts ${trimmed} only.`);
  }
  return derived;
}

/** Claims come in base64 or base64url, padded or not; what is neither is kept as it came. */
function readClaims(text: string | null, warnings: string[]): string | null {
  if (text === null) return null;
  const bytes = decodeBase64Url(stripTrailing(text, '=').replaceAll('+', '-').replaceAll('/', '_'));
  if (bytes !== undefined) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // Not UTF-8: falls through to the raw text, with the warning.
    }
  }
  warnings.push('The claims of the challenge are not base64 text.');
  return text;
}
