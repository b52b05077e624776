import { randomBytes } from 'node:crypto';

/** What a refresh token stands for. Times are epoch ms. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly audience: string;
  readonly issuedAt: number;
}

export type RefreshState = { readonly kind: 'unknown' } | { readonly kind: 'inactive' | 'good'; readonly grant: RefreshGrant };

/** Refresh tokens of people end when they were not used for 90 days. */
export const inactivityMs = 90 * 24 * 3_600_000;
const maxTokens = 1000;

/** The refresh tokens of one start. Using one gives a new one; the old one stays good, as in the service. */
export class RefreshTokens {
  readonly #grants = new Map<string, RefreshGrant>();

  issue(clientId: string, audience: string, now: number): string {
    const token = `1.kvhttp-sample-refresh.${randomBytes(48).toString('base64url')}`;
    this.#grants.set(token, { clientId, audience, issuedAt: now });
    const [oldest] = this.#grants.keys();
    if (this.#grants.size > maxTokens && oldest !== undefined) this.#grants.delete(oldest);
    return token;
  }

  find(token: string, now: number): RefreshState {
    const grant = this.#grants.get(token);
    if (grant === undefined) return { kind: 'unknown' };
    return { kind: now - grant.issuedAt >= inactivityMs ? 'inactive' : 'good', grant };
  }
}
