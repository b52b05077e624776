import { expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import { readReference } from '../../../src/core/run/readReference.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { answered, aResponse, someEvents } from '../timeline/aTrace.ts';

const json = '{"id":"https://x/1","value":[{"a b":true},{"n":5}],"__proto__":"own","nothing":null}';
const bytes = new TextEncoder().encode(json);
const body = { bytes, wireBytes: bytes.length, decodedBytes: bytes.length, cut: undefined };
const headers = [
  ['X-Ms-Request-Id', 'abc'],
  ['WWW-Authenticate', 'Bearer authorization="https://login.microsoftonline.com/contoso", resource="https://vault.azure.net"'],
] as const;
const events: readonly TraceEvent[] = someEvents([['request', 200]], answered(0)).map(event =>
  event.kind === 'exchange-ended'
    ? { ...event, outcome: { kind: 'response' as const, response: aResponse(200, { body, headers: [...headers] }) } }
    : event,
);
const token = { header: {}, claims: { aud: 'https://vault.azure.net', exp: 5 }, fingerprint: '', problems: [], source: 'cache' } as const;
const trace = { ...foldTrace(events), token };

test.each([
  ['response.status', '200'],
  ['response.headers.x-ms-request-id', 'abc'],
  ['response.body', json],
  ['response.body.*', json],
  ['response.body.$.id', 'https://x/1'],
  ['response.body.id', 'https://x/1'],
  ['response.body.$.value[1].n', '5'],
  ["response.body.$.value[0]['a b']", 'true'],
  ['response.body.$.value[0]', '{"a b":true}'],
  ['response.body.$.nothing', 'null'],
  ['response.body.$.missing', undefined],
  ['response.body.$.id.length', undefined],
  ['response.body.$.constructor', undefined],
  ['request.headers.accept', '*/*'],
  ['request.status', undefined],
  ['token.aud', 'https://vault.azure.net'],
  ['token.exp', '5'],
  ['token.constructor', undefined],
  ['nonsense', undefined],
  ["response.headers['x-MS-request-id']", 'abc'],
  ['response.statusCode', '200'],
  ['response.parsedBody.id', 'https://x/1'],
  ['response.body.asJson.id', 'https://x/1'],
  ['response.body.$.value[-1].n', '5'],
  ['response.body.$.value[*].n', '5'],
  ['response.body.$..n', '5'],
  ["response.body.$.value[?(@.n=='5')].n", '5'],
  ["response.body.$.value[?(@.n=='6')].n", undefined],
  ['response.body.$.value.length', undefined],
  ['response.body.//id', undefined],
  ['response.bodies', undefined],
  ['request.method', 'GET'],
  ['calls[0].status', '200'],
  ['calls[0].purpose', 'request'],
  ['calls[0].header x-ms-request-id', 'abc'],
  ['calls[0].header.X-Ms-Request-Id', 'abc'],
  ['calls[0].response.body.$.id', 'https://x/1'],
  ['calls[0].challenge.tenant', 'contoso'],
  ['calls[0].challenge.constructor', undefined],
  ['calls[1].status', undefined],
  ['challenge.tenant', undefined],
])('%s', (path, value) => {
  expect(readReference(trace, path)).toBe(value);
});

test('a run without an answer has nothing to refer to', () => {
  expect(readReference(foldTrace(someEvents([['request', 'refused']])), 'response.status')).toBeUndefined();
});
