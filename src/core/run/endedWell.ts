import type { Run } from '../model/run.ts';
import { exchangesOf } from '../timeline/foldTrace.ts';

/** Whether a run is as its author wants it: its assertions hold; without any, the answer's status is 2xx. */
export function endedWell({ trace, assertions }: Run): boolean {
  const { outcome } = trace;
  if (assertions.length > 0) return assertions.every(({ ok }) => ok);
  if (outcome.kind !== 'answered') return false;
  const answer = exchangesOf(trace).find(({ id }) => id === outcome.exchange)?.outcome;
  return answer?.kind === 'response' && answer.response.status >= 200 && answer.response.status < 300;
}
