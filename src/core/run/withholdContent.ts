import type { Run } from '../model/run.ts';
import type { ExchangeOutcome, Trace, TraceEvent } from '../model/trace.ts';
import type { WireRequest, WireResponse } from '../model/wire.ts';

const none = new Uint8Array();

/** A `@no-log` run as it may be seen: calls, statuses and times, but no headers and no bodies. */
export function withholdRun(run: Run): Run {
  return {
    ...run,
    trace: withholdTrace(run.trace),
    findings: run.findings.map(finding => ({ ...finding, evidence: [] })),
    // One that holds has found what is not to be seen, too: `body.value exists`. What it equals says the same.
    assertions: run.assertions.map(one => ({ ...one, expected: null, actual: 'not logged' })),
  };
}

export function withholdTrace(trace: Trace): Trace {
  return {
    ...trace,
    entries: trace.entries.map(entry =>
      entry.kind === 'note'
        ? entry
        : {
            kind: 'exchange',
            exchange: {
              ...entry.exchange,
              request: withholdRequest(entry.exchange.request),
              outcome: withholdOutcome(entry.exchange.outcome),
            },
          },
    ),
  };
}

export function withholdEvent(event: TraceEvent): TraceEvent {
  if (event.kind === 'exchange-started') return { ...event, request: withholdRequest(event.request) };
  return event.kind === 'exchange-ended' ? { ...event, outcome: withholdOutcome(event.outcome) } : event;
}

const withholdRequest = (request: WireRequest): WireRequest => ({ ...request, headers: [], body: undefined });

function withholdOutcome<T extends ExchangeOutcome>(outcome: T): T {
  if (outcome.kind === 'response') return { ...outcome, response: withholdResponse(outcome.response) };
  if (outcome.kind !== 'failed' || outcome.failure.partial === undefined) return outcome;
  return { ...outcome, failure: { ...outcome.failure, partial: withholdResponse(outcome.failure.partial) } };
}

const withholdResponse = (response: WireResponse): WireResponse => ({
  ...response,
  headers: [],
  interim: [],
  body: { ...response.body, bytes: none, cut: 'not logged' },
});
