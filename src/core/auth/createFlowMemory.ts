import { ChallengeCache } from './challengeCache.ts';
import type { TokenResult } from './credentials/credential.ts';
import type { FlowMemory, ProbeLanding } from './flowPorts.ts';
import { RefreshTokens } from './refreshTokens.ts';
import { SingleFlight } from './singleFlight.ts';
import { TokenCache } from './tokenCache.ts';

/** Empty caches, as a new engine has them. */
export function createFlowMemory(): FlowMemory {
  return {
    challenges: new ChallengeCache(),
    tokens: new TokenCache(),
    refreshTokens: new RefreshTokens(),
    probes: new SingleFlight<ProbeLanding>(),
    tokenCalls: new SingleFlight<TokenResult>(),
  };
}
