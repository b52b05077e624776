import { expect, test } from 'vitest';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import { foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { harOut } from '../../../src/core/timeline/harOut.ts';
import { answered, aResponse, someEvents } from './aTrace.ts';

type Har = {
  readonly log: { readonly version: string; readonly creator: object; readonly pages: object[]; readonly entries: Record<string, never>[] };
};
const harOf = (events: readonly TraceEvent[]): Har => JSON.parse(harOut(foldTrace(events), '1.2.3'));

test('an entry for each call, with what HAR 1.2 asks for', () => {
  const { log } = harOf(
    someEvents(
      [
        ['challenge', 401],
        ['request', 200],
      ],
      answered(1),
    ),
  );
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'kvhttp', version: '1.2.3' }, pages: [{ id: 'r', title: 'readSecret' }] });
  expect(log.entries).toHaveLength(2);
  expect(log.entries[1]).toMatchObject({
    pageref: 'r',
    startedDateTime: '2026-01-01T00:00:00.050Z',
    time: 33,
    request: { method: 'GET', url: 'https://acme.vault.azure.net/secrets/db', headers: [{ name: 'Accept', value: '*/*' }], bodySize: 0 },
    response: { status: 200, content: { size: 2, text: '{}', mimeType: 'application/json' } },
    timings: { blocked: -1, dns: -1, connect: 10, ssl: 7, send: 1, wait: 20, receive: 2 },
    serverIPAddress: '127.0.0.1',
    _purpose: 'request',
  });
});

test('a call without an answer', () => {
  const { log } = harOf(someEvents([['challenge', 'refused']]));
  expect(log.entries[0]).toMatchObject({ response: { status: 0 }, _error: 'net-refused: 127.0.0.1 refuses connections.' });
});

test('bytes that are no text are base64', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
  const events = someEvents([['request', 200]]).map(event =>
    event.kind === 'exchange-ended'
      ? {
          ...event,
          outcome: {
            kind: 'response' as const,
            response: aResponse(200, { body: { bytes, wireBytes: 5, decodedBytes: 70_000, cut: 'cut' } }),
          },
        }
      : event,
  );
  const content = harOf(events).log.entries[0]?.['response']?.['content'] as unknown as Record<string, string>;
  expect(content).toMatchObject({ encoding: 'base64', comment: 'cut' });
  expect(Buffer.from(content['text'] ?? '', 'base64').equals(Buffer.from(bytes))).toBe(true);
});
