import type { Run } from '../../core/model/run.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';

/** The body of a run that was answered with 200, as text; undefined for any other end. */
export function answerText({ trace }: Run): string | undefined {
  const { outcome } = trace;
  if (outcome.kind !== 'answered') return undefined;
  const answer = exchangesOf(trace).find(exchange => exchange.id === outcome.exchange)?.outcome;
  return answer?.kind === 'response' && answer.response.status === 200 ? new TextDecoder().decode(answer.response.body.bytes) : undefined;
}
