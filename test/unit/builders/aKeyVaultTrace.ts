import { parseChallenge } from '../../../src/core/auth/parseChallenge.ts';
import { exchangeId, runId } from '../../../src/core/model/ids.ts';
import type { Exchange, Trace, TraceOutcome } from '../../../src/core/model/trace.ts';
import { noPhases, type WireResponse } from '../../../src/core/model/wire.ts';
import { aToken, now, tenant } from './aCase.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const aResponse = (status: number, text = '', headers: WireResponse['headers'] = []): WireResponse => ({
  status,
  reason: '',
  httpVersion: '1.1',
  headers: [
    ['content-type', 'application/json; charset=utf-8'],
    ['x-ms-request-id', '1'],
    ['date', new Date(now * 1000).toUTCString()],
    ...headers,
  ],
  body: { bytes: bytes(text), wireBytes: text.length, decodedBytes: text.length, cut: undefined },
  interim: [],
  oddities: [],
});

export const challengeLine = `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="https://vault.azure.net"`;
const secretUrl = 'https://kv-one.vault.azure.net/secrets/db?api-version=7.6';

export const anExchange = (
  id: number,
  purpose: Exchange['purpose'],
  response: WireResponse | undefined,
  part: Partial<Exchange> = {},
): Exchange => ({
  id: exchangeId(id),
  purpose,
  request: {
    method: purpose === 'token' ? 'POST' : 'GET',
    url: purpose === 'token' ? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token` : secretUrl,
    headers: purpose === 'request' ? [['authorization', 'Bearer x']] : [],
    body: undefined,
  },
  startedAt: id * 10,
  endedAt: id * 10 + 9,
  phases: noPhases,
  connection: { reused: false, remoteAddress: '10.0.0.4:443', proxy: null, tls: null, attempts: [] },
  outcome: response === undefined ? { kind: 'pending' } : { kind: 'response', response },
  ...part,
});

export const aChallengeExchange = (id = 0): Exchange =>
  anExchange(
    id,
    'challenge',
    aResponse(401, '{"error":{"code":"Unauthorized","message":"AKV10000: Request is missing a Bearer or PoP token."}}', [
      ['www-authenticate', challengeLine],
    ]),
  );

/** The usual three calls, unless said otherwise; the last one is the answer. */
export function aKeyVaultTrace(exchanges?: readonly Exchange[], part: Partial<Trace> = {}): Trace {
  const calls = exchanges ?? [
    aChallengeExchange(),
    anExchange(1, 'token', aResponse(200, '{"access_token":"x"}')),
    anExchange(2, 'request', aResponse(200, '{"value":"v"}')),
  ];
  const last = calls.at(-1);
  const outcome: TraceOutcome = last === undefined ? { kind: 'running' } : { kind: 'answered', exchange: last.id };
  return {
    id: runId('r1'),
    startedAt: now * 1000,
    request: { name: 'readSecret', title: null, method: 'GET', url: secretUrl, vault: 'kv-one', credential: 'app', flow: 'sdk', line: 0 },
    entries: calls.map(exchange => ({ kind: 'exchange', exchange })),
    challenge: parseChallenge([challengeLine]).bearer,
    token: aToken(),
    outcome,
    ...part,
  };
}
