import type { TokenFacts } from '../../core/model/tokenFacts.ts';
import type { Trace } from '../../core/model/trace.ts';
import type { RunStore } from '../send/runStore.ts';

/** The token that the last call to a vault carried, as its trace tells it: decoded, without signature. */
export function lastTokenOf(runs: RunStore, vault: string): { readonly token: TokenFacts; readonly trace: Trace } | undefined {
  for (const { run } of runs.all()) {
    const { token, request } = run.trace;
    if (request.vault === vault && token !== null) return { token, trace: run.trace };
  }
  return undefined;
}
