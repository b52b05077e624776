import type { Run } from '../../core/model/run.ts';
import type { RunStore } from '../send/runStore.ts';
import type { LastAnswer } from './vaultTree.ts';

/** How the last request to each vault ended, by the vault's name; a cancelled one says nothing. */
export function lastAnswers(runs: RunStore): ReadonlyMap<string, LastAnswer> {
  const answers = new Map<string, LastAnswer>();
  for (const { run } of runs.all()) {
    const { vault } = run.trace.request;
    if (vault !== null && !answers.has(vault) && run.trace.outcome.kind !== 'cancelled') answers.set(vault, lastAnswer(run));
  }
  return answers;
}

/** A challenge is what a call without a token was sent for: such a 401 is no failure of the vault. */
export function lastAnswer({ trace, verdict, headline }: Run): LastAnswer {
  const { challenge, outcome, request } = trace;
  const isProbe = request.flow === 'anonymous' && outcome.kind === 'answered' && challenge?.resource;
  if (!isProbe) return { verdict, headline, asks: null };
  return { verdict: 'expected', headline, asks: { tenant: challenge.tenant, resource: challenge.resource } };
}
