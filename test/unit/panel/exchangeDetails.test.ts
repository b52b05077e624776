import { describe, expect, test } from 'vitest';
import { bodyCap, bodyView } from '../../../src/core/timeline/bodyView.ts';
import { exchangeDetails } from '../../../src/core/timeline/exchangeDetails.ts';
import { aConnection, anExchange, aResponse, bytes, secretUrl } from './traceBuilders.ts';

describe('details of a call', () => {
  test('request and status line as on the wire, headers untouched', () => {
    const odd = [
      ['X-Twice', '1'],
      ['x-twice', '2'],
    ] as const;
    const view = exchangeDetails(anExchange({ outcome: { kind: 'response', response: aResponse(401, 'Unauthorized', '', odd) } }));
    expect(view.request.startLine).toBe(`GET ${new URL(secretUrl).pathname}?api-version=7.6 HTTP/1.1`);
    expect(view.response?.startLine).toBe('HTTP/1.1 401 Unauthorized');
    expect(view.response?.headers.slice(-2)).toEqual(odd);
  });

  test('a failure keeps what had arrived before the break', () => {
    const partial = aResponse(200, 'OK', '{"a":');
    const view = exchangeDetails(
      anExchange({
        outcome: {
          kind: 'failed',
          failure: { code: 'net-reset-in-body', phase: 'receive', message: 'reset', rawCodes: ['ECONNRESET'], partial },
        },
      }),
    );
    expect([view.failure?.code, view.response?.body]).toEqual([
      'net-reset-in-body',
      { kind: 'text', raw: '{"a":', pretty: null, bytes: 5, cut: null, masked: false },
    ]);
    expect(view.timing.filter(one => one.broken).map(one => one.phase)).toEqual(['receive']);
  });

  test('a pending call has no answer and no total', () => {
    const view = exchangeDetails(anExchange({ endedAt: null, connection: null, outcome: { kind: 'pending' } }));
    expect([view.response, view.failure, view.totalMs, view.connection, view.tls]).toEqual([null, null, null, [], []]);
  });

  test('interim responses and oddities are told', () => {
    const response = {
      ...aResponse(200, 'OK', ''),
      interim: [{ status: 103, headers: [] }],
      oddities: [{ code: 'http-odd-status' as const, detail: 'status 299' }],
    };
    expect(exchangeDetails(anExchange({ outcome: { kind: 'response', response } })).remarks).toEqual([
      'interim response 103 came first',
      'http-odd-status: status 299',
    ]);
  });

  test('attempts are listed only where more than one address was tried or one failed', () => {
    const one = { address: '10.0.0.1', family: 4 as const, ms: 3, error: null };
    const labels = (attempts: readonly (typeof one)[]): number =>
      exchangeDetails(anExchange({ connection: aConnection({ attempts }) })).connection.filter(fact => fact.label.startsWith('IPv')).length;
    expect([labels([one]), labels([one, one])]).toEqual([0, 2]);
  });
});

describe('bodies', () => {
  for (const [title, content, expected] of [
    ['nothing', '', { kind: 'none' }],
    ['text', 'hello', { kind: 'text', raw: 'hello', pretty: null, bytes: 5, cut: null, masked: false }],
    ['html stays text', '<b>', { kind: 'text', raw: '<b>', pretty: null, bytes: 3, cut: null, masked: false }],
    ['masked form', 'a=[redacted]', { kind: 'text', raw: 'a=[redacted]', pretty: null, bytes: 12, cut: null, masked: true }],
  ] as const) {
    test(title, () => expect(bodyView(bytes(content))).toEqual(expected));
  }

  test('bytes that are no UTF-8 come as a dump', () => {
    const view = bodyView(new Uint8Array([0xff, 0xfe, 0x41]));
    expect(view).toEqual({ kind: 'binary', hex: `000000  ${'ff fe 41'.padEnd(47)}  ..A`, bytes: 3, cut: null });
  });

  test('a large body is cut, at a whole character, and says so', () => {
    const view = bodyView(bytes(`x${'é'.repeat(bodyCap)}`));
    expect(view).toMatchObject({ kind: 'text', bytes: bodyCap * 2 + 1, cut: 'shown: the first 64 KiB' });
    expect(view.kind === 'text' && view.raw.endsWith('é')).toBe(true);
  });

  test('what the transport cut is told', () => {
    expect(bodyView(bytes('abc'), { decodedBytes: 900, cut: 'stopped at 3 bytes' })).toMatchObject({
      bytes: 900,
      cut: 'stopped at 3 bytes',
    });
  });
});
