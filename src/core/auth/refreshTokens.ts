import type { Secret } from '../model/secret.ts';

interface Kept {
  readonly credential: string;
  readonly authority: string;
  readonly token: Secret;
}

/** Refresh tokens by (credential, authority), in memory alone. One is good for every resource and tenant that its account reaches. */
export class RefreshTokens {
  readonly #byKey = new Map<string, Kept>();

  get(credential: string, authority: string): Secret | undefined {
    return this.#byKey.get(keyOf(credential, authority))?.token;
  }

  set(credential: string, authority: string, token: Secret): void {
    this.#byKey.set(keyOf(credential, authority), { credential, authority, token });
  }

  /** Forgets one that was refused; a newer one in its place stays. */
  drop(credential: string, authority: string, token: Secret): void {
    const key = keyOf(credential, authority);
    if (this.#byKey.get(key)?.token.reveal() === token.reveal()) this.#byKey.delete(key);
  }

  /** Forgets what one authority gave. */
  clearAuthority(authority: string): void {
    for (const [key, kept] of this.#byKey) if (kept.authority.toLowerCase() === authority.toLowerCase()) this.#byKey.delete(key);
  }

  /** Forgets what one credential got, or everything. */
  clear(credential: string | null): void {
    for (const [key, kept] of this.#byKey) if (credential === null || kept.credential === credential) this.#byKey.delete(key);
  }
}

const keyOf = (credential: string, authority: string): string => JSON.stringify([credential, authority.toLowerCase()]);
