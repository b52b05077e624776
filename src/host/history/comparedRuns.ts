import { runOf } from '../commandArguments.ts';
import type { RunStore } from '../send/runStore.ts';

/** The two runs that a command is to compare, the older one first: two ids, or a line of the history and all selected ones. */
export function comparedRuns(first: unknown, second: unknown, runs: RunStore): readonly [string | undefined, string | undefined] {
  const named = Array.isArray(second) ? second.map(runOf) : [runOf(first), runOf(second)];
  const [one, other] = named;
  if (named.length !== 2 || one === undefined || other === undefined) return [runOf(first), undefined];
  const at = (id: string) => runs.get(id)?.run.trace.startedAt ?? 0;
  return at(one) <= at(other) ? [one, other] : [other, one];
}
