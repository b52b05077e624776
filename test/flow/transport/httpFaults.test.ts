import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/model/causes.ts';
import type { PhaseName } from '../../../src/core/model/wire.ts';
import { answer, answerAndEnd, answerAndReset, drip, endless, type FaultBehaviour, reset, startFaultServer } from './faults/faultServer.ts';
import { aRequest, type SendOver, sendOnce } from './faults/testTransport.ts';

/** What must come out: a failure with its phase, or a response with its status and oddities. */
type Expected =
  | { readonly failure: FailureCode; readonly phase: PhaseName; readonly partial?: number }
  | { readonly status: number; readonly oddities?: readonly FailureCode[]; readonly body?: string; readonly interim?: readonly number[] };

interface Row {
  readonly id: string;
  readonly what: string;
  readonly server: FaultBehaviour;
  readonly expected: Expected;
  readonly over?: SendOver;
  readonly method?: string;
}

const ok = 'HTTP/1.1 200 OK\r\n';
const hello = `${ok}Content-Length: 5\r\n\r\nhello`;
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
// Long enough for a busy machine to see the first byte.
const quick = { headers: 1000, body: 1000 };

function encoded(coding: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${ok}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
}

const rows: readonly Row[] = [
  // Network
  {
    id: 'N05b',
    what: 'reset on request',
    server: { onRequest: reset },
    expected: { failure: 'net-reset', phase: 'wait' },
  },
  {
    id: 'N06',
    what: 'reset in the headers',
    server: answerAndReset(`${ok}Content-Le`),
    expected: { failure: 'net-reset-in-headers', phase: 'receive' },
  },
  {
    id: 'N07',
    what: 'reset in the body',
    server: answerAndReset(`${ok}Content-Length: 100\r\n\r\nhello`),
    expected: { failure: 'net-reset-in-body', phase: 'receive', partial: 200 },
  },
  { id: 'N08a', what: 'FIN before any byte', server: answerAndEnd(''), expected: { failure: 'net-closed-early', phase: 'wait' } },
  {
    id: 'N08b',
    what: 'FIN in the headers',
    server: answerAndEnd(`${ok}Content-Le`),
    expected: { failure: 'net-closed-early', phase: 'receive' },
  },
  {
    id: 'N08c',
    what: 'FIN in a chunked body',
    server: answerAndEnd(`${chunked}5\r\nhello\r\n`),
    expected: { failure: 'net-closed-early', phase: 'receive', partial: 200 },
  },
  {
    id: 'N09',
    what: 'no first byte in time',
    server: {},
    over: { deadlines: quick },
    expected: { failure: 'net-headers-timeout', phase: 'wait' },
  },
  {
    id: 'N10',
    what: 'headers dripping without end',
    server: drip(`${ok}X-Slow: `),
    over: { deadlines: quick },
    expected: { failure: 'net-headers-timeout', phase: 'receive' },
  },
  {
    id: 'N11',
    what: 'body stalls',
    server: answer(`${ok}Content-Length: 100\r\n\r\nhello`),
    over: { deadlines: quick },
    expected: { failure: 'net-body-timeout', phase: 'receive', partial: 200 },
  },
  {
    id: 'N11b',
    what: 'body dripping without end',
    server: drip(`${ok}Content-Length: 100000\r\n\r\n`),
    over: { deadlines: { headers: 20_000, body: 300 } },
    expected: { failure: 'net-body-timeout', phase: 'receive', partial: 200 },
  },
  {
    id: 'N11c',
    what: 'the whole call takes too long',
    server: drip(`${ok}X-Slow: `),
    over: { deadlines: { total: 1000 } },
    expected: { failure: 'net-headers-timeout', phase: 'receive' },
  },
  // HTTP
  { id: 'H00', what: 'nothing wrong', server: answer(hello), expected: { status: 200, body: 'hello' } },
  {
    id: 'H01a',
    what: 'body shorter than Content-Length',
    server: answerAndEnd(`${ok}Content-Length: 100\r\n\r\nhello`),
    expected: { failure: 'http-short-body', phase: 'receive', partial: 200 },
  },
  {
    id: 'H01b',
    what: 'body longer than Content-Length',
    server: answer(`${hello} world`),
    expected: { status: 200, body: 'hello', oddities: ['http-long-body'] },
  },
  {
    id: 'H01c',
    what: 'body longer than Content-Length on a closing connection',
    server: answerAndEnd(`${ok}Connection: close\r\nContent-Length: 5\r\n\r\nhello world`),
    expected: { status: 200, body: 'hello', oddities: ['http-long-body'] },
  },
  {
    id: 'H01d',
    what: 'a second answer that nobody asked for',
    server: answer(hello + hello),
    expected: { status: 200, body: 'hello', oddities: ['http-long-body'] },
  },
  {
    id: 'H02a',
    what: 'chunk size that is no number',
    server: answer(`${chunked}zz\r\nhello\r\n0\r\n\r\n`),
    expected: { failure: 'http-bad-chunk', phase: 'receive', partial: 200 },
  },
  {
    id: 'H02b',
    what: 'chunk longer than its size',
    server: answer(`${chunked}3\r\nhello\r\n0\r\n\r\n`),
    expected: { failure: 'http-bad-chunk', phase: 'receive', partial: 200 },
  },
  {
    id: 'H02c',
    what: '64 KB of chunk extension',
    server: answer(`${chunked}5;x=${'y'.repeat(65_536)}\r\nhello\r\n0\r\n\r\n`),
    expected: { status: 200, body: 'hello', oddities: ['http-bad-chunk'] },
  },
  {
    id: 'H02d',
    what: 'chunks of one byte, as honest as can be',
    server: answer(`${chunked}${'1\r\nx\r\n'.repeat(2000)}0\r\n\r\n`),
    expected: { status: 200, body: 'x'.repeat(2000) },
  },
  {
    id: 'H02e',
    what: 'bytes after the last chunk',
    server: answer(`${chunked}5\r\nhello\r\n0\r\n\r\nmore`),
    expected: { status: 200, body: 'hello', oddities: ['http-long-body'] },
  },
  {
    id: 'H03',
    what: 'Content-Length and Transfer-Encoding',
    server: answer(`${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`),
    expected: { failure: 'http-cl-and-te', phase: 'receive' },
  },
  {
    id: 'H04',
    what: 'two Content-Length that differ',
    server: answer(`${ok}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`),
    expected: { failure: 'http-duplicate-content-length', phase: 'receive' },
  },
  {
    id: 'H05',
    what: 'unasked 100 Continue',
    server: answer(`HTTP/1.1 100 Continue\r\n\r\n${hello}`),
    expected: { status: 200, body: 'hello', interim: [100], oddities: ['http-unexpected-100'] },
  },
  {
    id: 'H05b',
    what: 'unasked 100 Continue in pieces',
    server: drip(`HTTP/1.1 100 Continue\r\n\r\n${hello}`),
    expected: { status: 200, body: 'hello', interim: [100], oddities: ['http-unexpected-100'] },
  },
  {
    id: 'H06',
    what: '103 Early Hints',
    server: answer(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${hello}`),
    expected: { status: 200, body: 'hello', interim: [103] },
  },
  {
    id: 'H07',
    what: 'flood of 103',
    server: answer('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(5000)),
    expected: { failure: 'http-interim-flood', phase: 'wait' },
  },
  {
    id: 'H07b',
    what: 'flood of 100',
    server: answer('HTTP/1.1 100 Continue\r\n\r\n'.repeat(5000)),
    expected: { failure: 'http-interim-flood', phase: 'receive' },
  },
  {
    id: 'H08',
    what: 'unasked 101',
    server: answer('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
    expected: { failure: 'http-unexpected-101', phase: 'receive' },
  },
  {
    id: 'H09a',
    what: '204 with a body',
    server: answer('HTTP/1.1 204 No Content\r\n\r\nhello'),
    expected: { status: 204, body: '', oddities: ['http-body-not-allowed'] },
  },
  {
    id: 'H09b',
    what: '204 with Content-Length and a body',
    server: answer('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'),
    expected: { status: 204, body: '', oddities: ['http-body-not-allowed'] },
  },
  { id: 'H09c', what: '204', server: answer('HTTP/1.1 204 No Content\r\n\r\n'), expected: { status: 204, body: '' } },
  {
    id: 'H09d',
    what: '304 that tells the length it would have',
    server: answer('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'),
    expected: { status: 304, body: '' },
  },
  {
    id: 'H09e',
    what: '304 with a body',
    server: answer('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello'),
    expected: { status: 304, body: '', oddities: ['http-body-not-allowed'] },
  },
  {
    id: 'H09f',
    what: 'HEAD answered without a body',
    method: 'HEAD',
    server: answer(`${ok}Content-Length: 5\r\nContent-Encoding: gzip\r\n\r\n`),
    expected: { status: 200, body: '' },
  },
  {
    id: 'H09g',
    what: 'HEAD answered with a body',
    method: 'HEAD',
    server: answer(hello),
    expected: { status: 200, body: '', oddities: ['http-body-not-allowed'] },
  },
  {
    id: 'H10',
    what: 'HTTP/2 frames on a connection that speaks HTTP/1.1',
    server: answer(Buffer.from('00000c040000000000000300000064000400100000', 'hex')),
    expected: { failure: 'http-http2-error', phase: 'receive' },
  },
  {
    id: 'H11a',
    what: 'gzip that is corrupt',
    server: answer(encoded('gzip', Buffer.concat([gzipSync('hello').subarray(0, 10), Buffer.alloc(20, 0xff)]))),
    expected: { status: 200, oddities: ['http-bad-encoding'] },
  },
  {
    id: 'H11b',
    what: 'gzip that is cut short',
    server: answer(encoded('gzip', gzipSync('hello hello').subarray(0, -6))),
    expected: { status: 200, oddities: ['http-truncated-encoding'] },
  },
  {
    id: 'H11c',
    what: 'says gzip, is plain',
    server: answer(encoded('gzip', Buffer.from('hello'))),
    expected: { status: 200, body: 'hello', oddities: ['http-bad-encoding'] },
  },
  {
    id: 'H11d',
    what: 'six codings',
    server: answer(encoded('gzip, gzip, gzip, gzip, gzip, gzip', Buffer.from('hello'))),
    expected: { status: 200, body: 'hello', oddities: ['http-too-many-encodings'] },
  },
  {
    id: 'H11e',
    what: 'two codings',
    server: answer(encoded('gzip, br', brotliCompressSync(gzipSync('hello')))),
    expected: { status: 200, body: 'hello' },
  },
  { id: 'H11f', what: 'gzip', server: answer(encoded('gzip', gzipSync('hello'))), expected: { status: 200, body: 'hello' } },
  { id: 'H11g', what: 'brotli', server: answer(encoded('BR', brotliCompressSync('hello'))), expected: { status: 200, body: 'hello' } },
  { id: 'H11h', what: 'deflate', server: answer(encoded('deflate', deflateSync('hello'))), expected: { status: 200, body: 'hello' } },
  {
    id: 'H11i',
    what: 'deflate without its wrapper',
    server: answer(encoded('deflate', deflateRawSync('hello'))),
    expected: { status: 200, body: 'hello' },
  },
  {
    id: 'H11j',
    what: 'a coding that nobody knows',
    server: answer(encoded('rot13', Buffer.from('uryyb'))),
    expected: { status: 200, body: 'uryyb', oddities: ['http-bad-encoding'] },
  },
  {
    id: 'H11k',
    what: 'brotli that is cut short',
    server: answer(encoded('br', brotliCompressSync('hello hello hello').subarray(0, -4))),
    expected: { status: 200, oddities: ['http-truncated-encoding'] },
  },
  {
    id: 'H12',
    what: 'a body larger than any limit',
    server: endless(`${ok}Content-Length: 209715200\r\n\r\n`, Buffer.alloc(65_536)),
    over: { limits: { wireBytes: 1_000_000 } },
    expected: { status: 200, oddities: ['http-body-too-large'] },
  },
  {
    id: 'H13',
    what: 'a body without end',
    server: endless(chunked, Buffer.from(`1000\r\n${'x'.repeat(4096)}\r\n`)),
    over: { limits: { wireBytes: 1_000_000 } },
    expected: { status: 200, oddities: ['http-body-too-large'] },
  },
  {
    id: 'H14',
    what: '10,000 headers',
    server: answer(`${ok}${'X-Many: value\r\n'.repeat(10_000)}\r\n`),
    expected: { failure: 'http-header-overflow', phase: 'receive' },
  },
  {
    id: 'H15',
    what: 'a header of 64 KB',
    server: answer(`${ok}X-Long: ${'x'.repeat(65_536)}\r\n\r\n`),
    expected: { failure: 'http-header-overflow', phase: 'receive' },
  },
  {
    id: 'H16a',
    what: 'NUL in a header',
    server: answer(`${ok}X-Nul: a\0b\r\nContent-Length: 5\r\n\r\nhello`),
    expected: { failure: 'http-malformed', phase: 'receive' },
  },
  {
    id: 'H16b',
    what: 'lines that end in LF alone',
    server: answer('HTTP/1.1 200 OK\nContent-Length: 5\n\nhello'),
    expected: { failure: 'http-malformed', phase: 'receive' },
  },
  {
    id: 'H16c',
    what: 'not HTTP at all',
    server: answer('SSH-2.0-OpenSSH_9.6\r\n'),
    expected: { failure: 'http-malformed', phase: 'receive' },
  },
  {
    id: 'H16d',
    what: 'header lines that are continued (obs-fold)',
    server: answer(`${ok}X-Fold: a\r\n b\r\nContent-Length: 5\r\n\r\nhello`),
    expected: { failure: 'http-malformed', phase: 'receive' },
  },
  {
    id: 'H17a',
    what: 'status 0',
    server: answer('HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n'),
    expected: { failure: 'http-odd-status', phase: 'receive' },
  },
  {
    id: 'H17b',
    what: 'status 42',
    server: answer('HTTP/1.1 42 Odd\r\nContent-Length: 0\r\n\r\n'),
    expected: { failure: 'http-odd-status', phase: 'receive' },
  },
  {
    id: 'H17c',
    what: 'status 999',
    server: answer('HTTP/1.1 999 Odd\r\nContent-Length: 5\r\n\r\nhello'),
    expected: { status: 999, body: 'hello', oddities: ['http-odd-status'] },
  },
  {
    id: 'H17d',
    what: 'no reason phrase',
    server: answer('HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello'),
    expected: { status: 200, body: 'hello' },
  },
  {
    id: 'H18',
    what: 'a redirect is an answer, and not followed',
    server: answer('HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n'),
    expected: { status: 302, body: '' },
  },
  {
    id: 'H21',
    what: 'body that ends with the connection',
    server: answerAndEnd(`${ok}\r\nhello`),
    expected: { status: 200, body: 'hello' },
  },
  {
    id: 'T09',
    what: 'a TLS server spoken to in plain http',
    server: answerAndEnd(Buffer.from('15030100020246', 'hex')),
    expected: { failure: 'http-plain-on-tls-port', phase: 'receive' },
  },
];

describe('faults of network and HTTP', () => {
  for (const row of rows) {
    test(`${row.id} ${row.what}`, async () => {
      const server = await startFaultServer(row.server);
      try {
        const outcome = await sendOnce(aRequest({ method: row.method ?? 'GET', url: `http://127.0.0.1:${server.port}/` }), {}, row.over);
        expect(essence(outcome, row.expected)).toEqual(row.expected);
        await server.idle();
      } finally {
        await server.close();
      }
    });
  }
});

/** The outcome in the words of the table: what a row leaves out is not looked at, oddities and interim responses always are. */
function essence(outcome: Awaited<ReturnType<typeof sendOnce>>, expected: Expected): Expected {
  if (outcome.kind === 'failed') {
    const { code, phase, partial } = outcome.failure;
    return { failure: code, phase, ...(partial === undefined ? {} : { partial: partial.status }) };
  }
  const { status, body, oddities, interim } = outcome.response;
  return {
    status,
    ...(oddities.length === 0 ? {} : { oddities: oddities.map(oddity => oddity.code) }),
    ...(interim.length === 0 ? {} : { interim: interim.map(one => one.status) }),
    ...('body' in expected ? { body: Buffer.from(body.bytes).toString() } : {}),
  };
}
