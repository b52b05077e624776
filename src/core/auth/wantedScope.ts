import type { Credential } from './credentials/credential.ts';
import { resourceOfScope } from './verifyChallenge.ts';

/** What a token is for: v2 asks with the scope; v1, the tools and managed identities with the resource. */
export interface WantedScope {
  readonly resource: string;
  readonly scope: string;
}

/** What `scopesOverride` of a credential says; undefined where it says nothing. Several scopes stand apart by spaces (RFC 6749 section 3.3). */
export function overridingScope({ scopesOverride }: Pick<Credential, 'scopesOverride'>): WantedScope | undefined {
  if (scopesOverride === undefined || scopesOverride.length === 0) return undefined;
  const scope = scopesOverride.join(' ');
  return { resource: resourceOfScope(scope), scope };
}
