import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Purpose, TraceEvent, TraceNote, TraceOutcome } from '../../../src/core/model/trace.ts';
import type { WireResponse } from '../../../src/core/model/wire.ts';

type Ended = Exclude<TraceOutcome, { kind: 'running' }>;
type Step = readonly [Purpose, number | 'refused' | 'pending'] | TraceNote;

const phases = { dns: null, connect: 3, proxy: null, tls: 7, send: 1, wait: 20, receive: 2 };
const connection = { reused: false, remoteAddress: '127.0.0.1:443', proxy: null, tls: null, attempts: [] };

export function aResponse(status: number, override: Partial<WireResponse> = {}): WireResponse {
  const bytes = new TextEncoder().encode('{}');
  const body = { bytes, wireBytes: 2, decodedBytes: 2, cut: undefined };
  return {
    status,
    reason: '',
    httpVersion: 'HTTP/1.1',
    headers: [['Content-Type', 'application/json']],
    body,
    interim: [],
    oddities: [],
    ...override,
  };
}

/** Events of a run: each call takes 40 ms and starts 10 ms after the one before has ended. */
export function someEvents(
  steps: readonly Step[],
  outcome: Ended | null = null,
  flow: 'sdk' | 'rest' | 'anonymous' = 'sdk',
): readonly TraceEvent[] {
  const request = {
    name: 'readSecret',
    title: null,
    method: 'GET',
    url: 'https://acme.vault.azure.net/secrets/db',
    vault: 'acme',
    credential: 'app',
    flow,
    line: 0,
  };
  const events: TraceEvent[] = [{ kind: 'run-started', id: runId('r'), startedAt: 1_767_225_600_000, request }];
  let at = 0;
  let calls = 0;
  for (const step of steps) {
    if (!isCall(step)) {
      events.push({ kind: 'note', at, note: step });
      continue;
    }
    const id = exchangeId(calls++);
    const [purpose, end] = step;
    events.push({
      kind: 'exchange-started',
      id,
      at,
      purpose,
      request: { method: 'GET', url: request.url, headers: [['Accept', '*/*']], body: undefined },
    });
    at += 40;
    if (end === 'pending') continue;
    const failure = {
      code: 'net-refused',
      phase: 'connect',
      message: '127.0.0.1 refuses connections.',
      rawCodes: ['ECONNREFUSED'],
      partial: undefined,
    } as const;
    const ended = end === 'refused' ? ({ kind: 'failed', failure } as const) : ({ kind: 'response', response: aResponse(end) } as const);
    events.push({ kind: 'exchange-ended', id, at, phases, connection, outcome: ended });
    at += 10;
  }
  if (outcome !== null) events.push({ kind: 'run-ended', at, outcome });
  return events;
}

export const answered = (exchange: number): Ended => ({ kind: 'answered', exchange: exchangeId(exchange) });

const isCall = (step: Step): step is readonly [Purpose, number | 'refused' | 'pending'] => Array.isArray(step);
