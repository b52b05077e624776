import type { FailureCode } from '../model/causes.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import type { Finding } from '../model/finding.ts';
import type { HeaderPair } from '../model/headers.ts';
import type { ExchangeId } from '../model/ids.ts';
import type { TokenFacts } from '../model/tokenFacts.ts';
import type { BlockCode } from '../model/trace.ts';

/** Who was called. `client` is a message of the program itself (SDK, tool) that names no call. */
export type Service = 'vault' | 'hsm' | 'entra' | 'arm' | 'identity' | 'client' | 'unknown';

/** One call with what is known of its answer. null means "not known", not "absent". */
export interface Call {
  readonly exchange: ExchangeId | null;
  readonly service: Service;
  readonly method: string | null;
  readonly url: string | null;
  /** Lower case, without port. */
  readonly host: string | null;
  /** Did the request carry a credential? */
  readonly authorized: boolean | null;
  readonly status: number | null;
  /** Response headers; null where only a message is known. */
  readonly headers: readonly HeaderPair[] | null;
  /** Codes of the answer: `error.code`, `innererror.code`, `AKV10022`, `AADSTS700016`, `ENOTFOUND` … */
  readonly codes: ReadonlySet<string>;
  /** The answer's message; for free text, all of it. */
  readonly message: string;
  readonly isHtml: boolean;
  readonly challenge: ChallengeFacts | null;
  /** Why no complete answer came, and what was accepted although it is odd. */
  readonly failures: readonly { readonly code: FailureCode; readonly detail: string }[];
  /** The answer broke off or never came; the first of `failures` says why. What did arrive of it may still be known. */
  readonly isBroken: boolean;
  /** Peer of the connection (`address:port`), where it was direct. */
  readonly remoteAddress: string | null;
}

/** Where a name leads. Without an address, `failure` says why in one sentence. */
export interface ResolvedFacts {
  readonly addresses: readonly string[];
  readonly privateLink: boolean;
  /** Names that stand between, in order. */
  readonly aliases?: readonly string[];
  readonly failure?: string | null;
}

/** What is known from looking around; every field may be missing, and none is needed. */
export interface EnvironmentFacts {
  /** Model through which access was granted, as the owner of the vault says. */
  readonly grantedThrough?: 'access-policy' | 'role';
  /** Names of the roles that the caller has on the vault, in force or not. */
  readonly roles?: readonly { readonly name: string; readonly state: 'active' | 'eligible' }[];
  /** Object ids that the vault's access policies name. */
  readonly policyObjectIds?: readonly string[];
  /** Object id or application id that was meant to call. */
  readonly expectedIdentity?: string;
  /** What the vault's name resolves to here, and whether a `privatelink` alias stands between. */
  readonly resolved?: ResolvedFacts;
  /** The caller is an Azure service that should pass by the "trusted services" bypass. */
  readonly isAzureService?: boolean;
}

/** Everything that a rule may look at. */
export interface Case {
  readonly source: 'trace' | 'observation' | 'text';
  /** In the order of time. */
  readonly calls: readonly Call[];
  /** The calls are all that happened, not just what someone quotes. */
  readonly complete: boolean;
  /** The call that decides: the last that went wrong, else the last. */
  readonly subject: Call;
  /** The challenge that the flow went by. */
  readonly challenge: ChallengeFacts | null;
  readonly token: TokenFacts | null;
  /** Epoch seconds. */
  readonly now: number | null;
  readonly serverDate: number | null;
  readonly blocked: { readonly code: BlockCode; readonly message: string } | null;
  readonly environment: EnvironmentFacts;
  /** The call that decides was answered with 2xx, and yet brought nothing that could be used. */
  readonly isUseless?: boolean;
}

/** Looks at one cause; undefined where it has nothing to say. */
export type Rule = (c: Case) => Finding | undefined;
