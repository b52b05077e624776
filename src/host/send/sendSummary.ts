import type { Run } from '../../core/model/run.ts';
import { exchangesOf } from '../../core/timeline/foldTrace.ts';

/** What a command answers to its caller: how it ended, and nothing of the answer itself. */
export interface SendSummary {
  readonly id: string;
  /** Status of the answer, null where there was none. */
  readonly status: number | null;
  readonly verdict: Run['verdict'];
  readonly headline: string;
}

export function summaryOf({ trace, verdict, headline }: Run): SendSummary {
  const { outcome } = trace;
  const answer = outcome.kind === 'answered' ? exchangesOf(trace).find(exchange => exchange.id === outcome.exchange) : undefined;
  const status = answer?.outcome.kind === 'response' ? answer.outcome.response.status : null;
  return { id: trace.id, status, verdict, headline };
}
