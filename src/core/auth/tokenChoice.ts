import type { TokenChoice } from '../model/resolvedRequest.ts';
import type { TokenNeed } from './obtainToken.ts';

/** What `@token` means for the cache. A seeded expired token is looked up like any other. */
export function tokenChoice(token: TokenChoice): TokenNeed['choice'] {
  return token.kind === 'fresh' || token.kind === 'cached' ? token.kind : 'auto';
}
