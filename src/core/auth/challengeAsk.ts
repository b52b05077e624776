import type { BlockCode } from '../model/trace.ts';
import { cloudOfLogin } from '../token/clouds.ts';
import { chooseAuthority, chooseTenant } from './authorities.ts';
import type { Credential } from './credentials/credential.ts';
import type { FlowAsk } from './flowAsk.ts';
import type { TokenAsk } from './tokenAsk.ts';
import type { VerifiedChallenge } from './verifyChallenge.ts';
import { overridingScope } from './wantedScope.ts';

export type AskJudgement =
  | { readonly kind: 'ask'; readonly ask: TokenAsk; readonly warnings: readonly string[] }
  | { readonly kind: 'blocked'; readonly code: BlockCode; readonly text: string };

/** How a token for a verified challenge is asked: the tenant is the challenge's, the authority is ours. */
export function challengeAsk(ask: FlowAsk, credential: Credential, challenge: VerifiedChallenge): AskJudgement {
  const authority = chooseAuthority(credential.authority, ask.target, ask.embedded);
  if (authority === undefined) return badAuthority(credential);
  const choice = chooseTenant(challenge.tenant, credential.tenantId, ask.vaultTenant);
  if (choice.kind === 'refused') return { kind: 'blocked', code: 'tenant-not-allowed', text: choice.text };
  const { resource, scope } = overridingScope(credential) ?? challenge;
  const endpoint = ask.request.tokenEndpoint;
  return {
    kind: 'ask',
    ask: { authority, tenant: choice.tenant, resource, scope, endpoint, claims: null, cae: true },
    warnings: [otherCloud(challenge.facts.authority, authority), otherScope(credential, challenge.scope, scope)].filter(
      each => each !== null,
    ),
  };
}

/** An authority in the settings that is no https URL. */
export function badAuthority(credential: Credential): AskJudgement {
  return {
    kind: 'blocked',
    code: 'authority-not-allowed',
    text: `The authority of the credential ${credential.name} is not an https URL; no token is asked there.`,
  };
}

function otherScope(credential: Credential, wanted: string, asked: string): string | null {
  if (asked === wanted) return null;
  return `The vault wants a token with the scope ${wanted}; the credential ${credential.name} asks for ${asked} instead (scopesOverride).`;
}

function otherCloud(named: string | null, used: string): string | null {
  if (named === null || named.startsWith(`${used}/`)) return null;
  const theirs = cloudOfLogin(new URL(named).hostname);
  const ours = cloudOfLogin(new URL(used).hostname);
  if (theirs === undefined || ours === undefined || theirs === ours) return null;
  return `The challenge names an authority of ${theirs.title}; the token is asked in ${ours.title}, at ${used}.`;
}
