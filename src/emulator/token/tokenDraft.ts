/** What decides a token before it gets its other claims. Times are epoch seconds. */
export interface TokenDraft {
  readonly audience: string;
  /** Names the issuer too. */
  readonly tenantId: string;
  readonly issuedAt: number;
  readonly notBefore: number;
  readonly expiresAt: number;
  /** Authentication context classes that the caller asked for with `claims`. */
  readonly acrs: readonly string[];
}

/** Entra ID dates its tokens back by five minutes, for readers whose clocks are late. */
const backdated = 300;
/** What `expires_in` says; the service gives an app 3599 s unless a policy says otherwise. */
export const usualLifetime = 3599;

export function draftToken(audience: string, tenantId: string, now: number): TokenDraft {
  const seconds = Math.floor(now / 1000);
  return {
    audience,
    tenantId,
    issuedAt: seconds - backdated,
    notBefore: seconds - backdated,
    expiresAt: seconds + usualLifetime,
    acrs: [],
  };
}
