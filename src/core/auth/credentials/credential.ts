import type { ExchangeId } from '../../model/ids.ts';
import type { Secret } from '../../model/secret.ts';
import type { BlockCode } from '../../model/trace.ts';
import type { CredentialKind } from '../../model/vault.ts';
import type { FlowPorts } from '../flowPorts.ts';
import type { AccessToken } from '../readTokenResponse.ts';
import type { RefreshTokens } from '../refreshTokens.ts';
import type { TokenAsk } from '../tokenAsk.ts';
import type { MachineDoors } from './machineDoors.ts';

/** How asking a credential for a token ended. */
export type TokenResult =
  | { readonly kind: 'token'; readonly token: AccessToken }
  /** The call that was to bring the token failed or was refused. */
  | { readonly kind: 'failed'; readonly exchange: ExchangeId; readonly message: string }
  /** No call could be made at all. */
  | { readonly kind: 'blocked'; readonly code: BlockCode; readonly message: string };

/** One way to get tokens. A new kind is a new file beside this one and a line in createCredential. */
export interface Credential {
  /** Stands for this credential in the token cache; two that could get different tokens differ in it. */
  readonly cacheId: string;
  readonly name: string;
  readonly kind: CredentialKind;
  readonly tenantId: string | undefined;
  /** Where tokens are asked, if the user said so. */
  readonly authority: string | undefined;
  /** Scopes to ask for whatever the vault's challenge names, if the user said so. */
  readonly scopesOverride: readonly string[] | undefined;
  /** false for one that holds a token itself: what it gives is neither cached nor renewed. */
  readonly cacheable: boolean;
  getToken(ask: TokenAsk, doors: CredentialDoors, signal: AbortSignal): Promise<TokenResult>;
}

/** What a credential may use. `secret` answers undefined where none is stored. */
export interface CredentialDoors extends Pick<FlowPorts, 'send' | 'record' | 'now' | 'wait' | 'random'> {
  secret(name: string): Promise<Secret | undefined>;
  /** Marks a value as one that no view, log or export may hold. */
  hide(text: string): Secret;
  /** `@retry` of the request that wants the token. */
  readonly retry: 'none' | 'sdk';
  readonly refreshTokens: RefreshTokens;
  readonly machine: MachineDoors;
}
