import type { OfflineFacts } from '../../resolve/checkRequest.ts';
import type { VariableOrigin } from '../../resolve/environment/environment.ts';

/** Names of what lies in a vault, as far as they were listed already. */
export interface LoadedNames {
  readonly secrets: readonly string[];
  readonly keys: readonly string[];
  readonly certificates: readonly string[];
}

/** What is known for completion without asking anybody. */
export interface CompletionFacts extends OfflineFacts {
  readonly credentials: readonly { readonly name: string; readonly kind: string }[];
  /** Where the variables of the environment come from. */
  readonly origins?: Readonly<Record<string, VariableOrigin>>;
  /** By the name of a configured vault. */
  loadedNames(vault: string): LoadedNames;
}

export const noNames: LoadedNames = { secrets: [], keys: [], certificates: [] };
