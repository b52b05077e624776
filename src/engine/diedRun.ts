import type { ExplainedFinding } from '../core/model/finding.ts';
import { exchangeId, type RunId } from '../core/model/ids.ts';
import type { Run } from '../core/model/run.ts';
import type { Trace, TraceEvent } from '../core/model/trace.ts';
import { noPhases } from '../core/model/wire.ts';
import { appendEvent, exchangesOf, foldTrace } from '../core/timeline/foldTrace.ts';
import { headline } from '../core/timeline/headline.ts';

const message = 'The engine of the extension stopped while this request ran. Send again: a new one starts by itself.';
const noConnection = { reused: false, remoteAddress: null, proxy: null, tls: null, attempts: [] };

/** The last events of a run whose engine is gone: the call that was under way failed with it. */
export function diedEvents(trace: Trace): readonly TraceEvent[] {
  const open = exchangesOf(trace).filter(exchange => exchange.outcome.kind === 'pending');
  const at = Math.max(0, ...exchangesOf(trace).map(exchange => exchange.endedAt ?? exchange.startedAt));
  const failure = { code: 'net-engine-died', phase: 'wait', message, rawCodes: [], partial: undefined } as const;
  const ended = open.map(
    ({ id }): TraceEvent => ({
      kind: 'exchange-ended',
      id,
      at,
      phases: noPhases,
      connection: noConnection,
      outcome: { kind: 'failed', failure },
    }),
  );
  return [...ended, { kind: 'run-ended', at, outcome: { kind: 'failed', exchange: open.at(-1)?.id ?? null, message } }];
}

/** A run of which nothing had been heard yet. */
export function unheardTrace(id: RunId, startedAt: number): Trace {
  const request = { name: null, title: null, method: '', url: '', vault: null, credential: null, flow: 'sdk', line: 0 } as const;
  return foldTrace([{ kind: 'run-started', id, startedAt, request }]);
}

/** What remains of a run whose engine is gone. */
export function diedRun(trace: Trace): Run {
  const ended = diedEvents(trace).reduce(appendEvent, trace);
  const exchange = ended.outcome.kind === 'failed' && ended.outcome.exchange !== null ? exchangeId(ended.outcome.exchange) : null;
  const finding: ExplainedFinding = {
    cause: 'net-engine-died',
    certainty: 'proven',
    candidates: [],
    evidence: [{ exchange, where: 'engine', value: 'the worker thread ended' }],
    title: 'The engine stopped',
    explanation: message,
    fix: 'Send the request again. If it happens again, please report the request (without its secrets).',
    links: [],
  };
  return { trace: ended, findings: [finding], assertions: [], verdict: 'failure', headline: headline(ended, [finding], 'failure') };
}
