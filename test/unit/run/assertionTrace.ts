import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Exchange, Purpose, Trace } from '../../../src/core/model/trace.ts';
import { noPhases } from '../../../src/core/model/wire.ts';
import type { AssertedRun } from '../../../src/core/run/assertionValue.ts';

export interface Call {
  readonly purpose: Purpose;
  /** null for a call without an answer. */
  readonly status: number | null;
  readonly url?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** An exchange of 10 ms that began 20 ms after the one before. */
function anExchange(call: Call, index: number): Exchange {
  const body = new TextEncoder().encode(call.body ?? '');
  const response = {
    status: call.status ?? 0,
    reason: '',
    httpVersion: '1.1',
    headers: call.headers ?? [],
    body: { bytes: body, wireBytes: body.length, decodedBytes: body.length, cut: undefined },
    interim: [],
    oddities: [],
  };
  const failure = { code: 'net-reset', phase: 'wait', message: 'reset', rawCodes: [], partial: undefined } as const;
  return {
    id: exchangeId(index),
    purpose: call.purpose,
    request: { method: 'GET', url: call.url ?? 'https://contoso.vault.azure.net/secrets/a', headers: [], body: undefined },
    startedAt: index * 20,
    endedAt: index * 20 + 10,
    phases: noPhases,
    connection: null,
    outcome: call.status === null ? { kind: 'failed', failure } : { kind: 'response', response },
  };
}

/** A run whose last call is the answer, after the usual handshake unless told otherwise. */
export function aRun(calls: readonly Call[], partial: { trace?: Partial<Trace>; run?: Partial<AssertedRun> } = {}): AssertedRun {
  const exchanges = calls.map(anExchange);
  const last = exchanges.at(-1);
  const trace: Trace = {
    id: runId('r'),
    startedAt: 0,
    request: {
      name: null,
      title: null,
      method: 'GET',
      url: 'https://contoso.vault.azure.net/secrets/a',
      vault: 'contoso',
      credential: 'app',
      flow: 'sdk',
      line: 0,
    },
    entries: exchanges.map(exchange => ({ kind: 'exchange', exchange })),
    challenge: null,
    token: null,
    outcome: last?.outcome.kind === 'response' ? { kind: 'answered', exchange: last.id } : { kind: 'cancelled' },
    ...partial.trace,
  };
  return { trace, findings: [], verdict: 'expected', ...partial.run };
}
