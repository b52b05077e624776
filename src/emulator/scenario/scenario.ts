import type { TokenDraft } from '../token/tokenDraft.ts';

/** What one scenario changes of the embedded world. Everything is data: nothing of it is undone by hand. */
export interface Scenario {
  /** Changes every token that the token endpoint issues (`now` in epoch seconds). */
  readonly token: (draft: TokenDraft, now: number) => TokenDraft;
  readonly tokenRefusal: 'none' | 'secret-expired' | 'conditional-access';
  readonly tokenDelayMs: number;
  /** How far the vault's clock is from Entra ID's (which is the machine's). */
  readonly vaultClockOffsetMs: number;
  readonly permissionModel: 'rbac' | 'access-policies';
  /** `propagating`: the first calls of each caller are still refused. */
  readonly grants: 'as-assigned' | 'none' | 'propagating';
  readonly network: 'open' | 'firewall' | 'private-link-only';
  readonly throttled: boolean;
  /** The vault wants an authentication context that tokens have only when asked for with `claims`. */
  readonly claimsChallenge: boolean;
  /** A middlebox answers in place of every service. */
  readonly proxyPage: boolean;
  readonly sampleSecret: 'usable' | 'disabled' | 'deleted';
}

export const normalScenario: Scenario = {
  token: draft => draft,
  tokenRefusal: 'none',
  tokenDelayMs: 0,
  vaultClockOffsetMs: 0,
  permissionModel: 'rbac',
  grants: 'as-assigned',
  network: 'open',
  throttled: false,
  claimsChallenge: false,
  proxyPage: false,
  sampleSecret: 'usable',
};
