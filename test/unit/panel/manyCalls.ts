import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Run } from '../../../src/core/model/run.ts';
import type { TraceEntry } from '../../../src/core/model/trace.ts';
import { anExchange, aResponse, aTrace, entry, note, reusedPhases, somePhases, vaultResource } from './traceBuilders.ts';

const vaults = ['contoso', 'payroll', 'billing', 'orders'] as const;

/** A run as an imported trace has it: `calls` calls to four vaults, every tenth refused, a note before every fiftieth. */
export function manyCalls(calls: number): Run {
  const entries = Array.from({ length: calls }, (_, i): readonly TraceEntry[] => {
    const call = entry(callAt(i));
    return i % 50 === 0 ? [note(i * 20, { kind: 'token-cached', audience: vaultResource, expiresAt: null }), call] : [call];
  }).flat();
  return {
    trace: aTrace({ id: runId(`many-${calls}`), entries, outcome: { kind: 'answered', exchange: exchangeId(calls - 1) } }),
    findings: [],
    assertions: [],
    verdict: 'unknown',
    headline: `imported: ${calls} calls`,
  };
}

function callAt(i: number): ReturnType<typeof anExchange> {
  const refused = i % 10 === 9;
  const vault = vaults[i % vaults.length] ?? 'contoso';
  const url = `https://${vault}.vault.azure.net/secrets/name-${i}?api-version=7.6`;
  return anExchange({
    id: exchangeId(i),
    purpose: i % 5 === 0 ? 'challenge' : 'request',
    request: { method: i % 7 === 0 ? 'PUT' : 'GET', url, headers: [['Host', `${vault}.vault.azure.net`]], body: undefined },
    startedAt: i * 20,
    endedAt: i * 20 + 10 + (i % 13),
    phases: i % 4 === 0 ? somePhases({ dns: 1, connect: 2, tls: 3, send: 0.2, wait: 3, receive: 0.5 }) : { ...reusedPhases, wait: 8 },
    outcome: { kind: 'response', response: refused ? aResponse(403, 'Forbidden', '{}') : aResponse(200, 'OK', '{}') },
  });
}
