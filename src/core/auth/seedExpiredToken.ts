import type { ChallengeFacts } from '../model/challenge.ts';
import type { EmbeddedVaultInfo } from '../model/embeddedVault.ts';
import { Secret } from '../model/secret.ts';
import type { Credential } from './credentials/credential.ts';
import type { FlowAsk } from './flowAsk.ts';
import type { TokenAsk } from './tokenAsk.ts';
import { TokenCache } from './tokenCache.ts';
import type { VerifiedChallenge } from './verifyChallenge.ts';

/** The embedded vault's challenge as it stands in the cache after any earlier call; no token can be cached without one. */
export function embeddedChallenge(info: EmbeddedVaultInfo): VerifiedChallenge {
  const resource = 'https://vault.azure.net';
  const scope = `${resource}/.default`;
  const facts: ChallengeFacts = {
    authority: `${info.authority}/${info.tenantId}`,
    tenant: info.tenantId,
    resource,
    scope,
    error: null,
    errorDescription: null,
    claims: null,
    raw: [],
    warnings: [],
  };
  return { facts, tenant: info.tenantId, resource, scope };
}

/** Puts the embedded vault's expired token where this ask will look for one. */
export function seedExpiredToken(ask: FlowAsk, credential: Credential, info: EmbeddedVaultInfo, tokenAsk: TokenAsk): void {
  const token = new Secret(info.tokens.expired);
  const { exp, aud } = ask.ports.decodeToken(token, 'cache').claims;
  ask.memory.tokens.set(TokenCache.key(credential.cacheId, tokenAsk), {
    token,
    expiresAt: typeof exp === 'number' ? exp : 0,
    refreshAt: null,
    audience: typeof aud === 'string' ? aud : tokenAsk.scope,
    credential: credential.cacheId,
    authority: tokenAsk.authority,
    tenant: tokenAsk.tenant,
    scope: tokenAsk.scope,
  });
}
