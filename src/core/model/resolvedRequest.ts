import type { HeaderPair } from './headers.ts';
import type { Secret } from './secret.ts';
import type { FlowKind } from './trace.ts';

/** Which token to send: from the cache or new; never the cache; only the cache; this very one; an expired one (embedded vault only). */
export type TokenChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'fresh' }
  | { readonly kind: 'cached' }
  | { readonly kind: 'given'; readonly token: Secret }
  | { readonly kind: 'expired' };

/** One `??` line, read but not evaluated. `right` is null for operators that take none. */
export interface Assertion {
  /** The line as written, without `??`. */
  readonly text: string;
  readonly line: number;
  readonly left: string;
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'startsWith' | 'matches' | 'exists' | 'isString' | 'isNumber';
  readonly right: string | null;
  /** `right` without the values of variables that are secrets by their names: the run's own secrets are removed when it is shown. */
  readonly shownRight: string | null;
}

/** A request of a `.kvhttp` file with every variable filled in: nothing in it needs the file any more. */
export interface ResolvedRequest {
  readonly name: string | null;
  readonly title: string | null;
  /** Line of the request line, from 0. */
  readonly line: number;
  readonly method: string;
  /** Absolute, without fragment. */
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | undefined;
  /** Name of the configured vault, of `# @vault` or the one whose URL the request has. */
  readonly vault: string | null;
  /** `# @credential`, else the vault's; null where neither is known. */
  readonly credential: string | null;
  readonly flow: FlowKind;
  readonly resource: string | null;
  readonly scope: string | null;
  readonly tenant: string | null;
  readonly tokenEndpoint: 'v1' | 'v2';
  readonly token: TokenChoice;
  readonly challenge: 'cached' | 'fresh';
  readonly timeoutMs: number | null;
  readonly retry: 'none' | 'sdk';
  readonly followRedirect: boolean;
  /** `# @no-log`: keep bodies and headers of this run out of every view and export. */
  readonly noLog: boolean;
  readonly assertions: readonly Assertion[];
  /** `>> file`: where the answer is written. A path is as written, with its variables filled in. */
  readonly answerFiles?: readonly { readonly path: string; readonly replaces: boolean }[];
  /** Values that came from secret prompts or variables: redaction removes them wherever they stand. */
  readonly secrets: readonly Secret[];
}
