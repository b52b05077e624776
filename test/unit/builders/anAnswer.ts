import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { Trace } from '../../../src/core/model/trace.ts';
import { anExchange, aResponse } from './aKeyVaultTrace.ts';

/** A finished run of one call that was answered so. */
export function anAnswer(status: number, body = '', headline = String(status), part: Partial<Trace> = {}): Run {
  const trace: Trace = {
    id: runId('run-1'),
    startedAt: 1_800_000_000_000,
    request: {
      name: 'readSecret',
      title: null,
      method: 'GET',
      url: 'https://contoso.vault.azure.net/secrets/db?api-version=7.6',
      vault: 'contoso',
      credential: 'app',
      flow: 'sdk',
      line: 3,
    },
    entries: [{ kind: 'exchange', exchange: anExchange(0, 'request', aResponse(status, body)) }],
    challenge: null,
    token: null,
    outcome: { kind: 'answered', exchange: exchangeId(0) },
    ...part,
  };
  return { trace, findings: [], assertions: [], verdict: status < 300 ? 'expected' : 'failure', headline };
}
