import type { JsonValue } from './tokenFacts.ts';

/** What to change of a valid token before it is signed again; only the embedded vault's own Entra ID can do that. */
export interface TokenChanges {
  /** Header parameters to set, `kid` for one. */
  readonly header: Readonly<Record<string, JsonValue>>;
  /** Claims to set. */
  readonly claims: Readonly<Record<string, JsonValue>>;
  /** Claims to leave out. */
  readonly without: readonly string[];
  /** `broken`: one bit of a good signature is turned. `none`: `alg` none and no signature (RFC 7519 section 6). */
  readonly signature: 'valid' | 'broken' | 'none';
}

export const noChanges: TokenChanges = { header: {}, claims: {}, without: [], signature: 'valid' };
