import type { Secret } from '../model/secret.ts';
import type { AccessToken } from './readTokenResponse.ts';
import type { TokenAsk } from './tokenAsk.ts';

export interface CachedToken extends AccessToken {
  readonly credential: string;
  /** Where it was asked for. */
  readonly authority: string;
  readonly tenant: string | null;
  readonly scope: string;
  /** The token's own `aud`, or what it was asked for where it cannot be read. */
  readonly audience: string;
}

/** Tokens by (credential, authority, tenant, scope); what a v1 endpoint issued is kept apart. */
export class TokenCache {
  readonly #byKey = new Map<string, CachedToken>();

  static key(credential: string, ask: TokenAsk): string {
    const wanted = ask.endpoint === 'v1' ? ['v1', ask.resource] : ['v2', ask.scope];
    return JSON.stringify([credential, ask.authority.toLowerCase(), ask.tenant?.toLowerCase() ?? null, ...wanted]);
  }

  get(key: string): CachedToken | undefined {
    return this.#byKey.get(key);
  }

  set(key: string, token: CachedToken): void {
    this.#byKey.set(key, token);
  }

  /** Forgets a token that was refused or has expired; a newer one under the same key stays. */
  drop(key: string, token: Secret): void {
    if (this.#byKey.get(key)?.token.reveal() === token.reveal()) this.#byKey.delete(key);
  }

  /** All tokens of one credential. */
  of(credential: string): readonly CachedToken[] {
    return [...this.#byKey.values()].filter(token => token.credential === credential);
  }

  /** Forgets what one authority gave. */
  clearAuthority(authority: string): void {
    for (const [key, token] of this.#byKey) if (token.authority.toLowerCase() === authority.toLowerCase()) this.#byKey.delete(key);
  }

  /** Forgets what one credential got, or everything. */
  clear(credential: string | null): void {
    for (const [key, token] of this.#byKey) if (credential === null || token.credential === credential) this.#byKey.delete(key);
  }
}
