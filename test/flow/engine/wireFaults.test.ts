import { createServer } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../../src/core/model/run.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine, EngineSettings } from '../../../src/protocol/engine.ts';
import { brotliBomb } from '../transport/faults/brotliBomb.ts';
import { type Authority, createAuthority, createSelfSigned, type Identity } from '../transport/faults/certificates.ts';
import { startFaultProxy } from '../transport/faults/faultProxy.ts';
import {
  answer,
  answerAndEnd,
  answerAndReset,
  drip,
  endless,
  type FaultBehaviour,
  type FaultServer,
  reset,
  startFaultServer,
} from '../transport/faults/faultServer.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';

const host = 'acme.vault.azure.net';
const ok = 'HTTP/1.1 200 OK\r\n';
const plain = 'Content-Type: text/plain\r\n';

let authority: Authority;
let stranger: Authority;
const identities = new Map<string, Identity>();
const servers: FaultServer[] = [];
const engines: Engine[] = [];

beforeAll(async () => {
  [authority, stranger] = await Promise.all([createAuthority('Test root'), createAuthority('Corporate proxy')]);
  const made = await Promise.all([
    authority.issue({ names: [host] }),
    authority.issue({ names: [host], fromDay: -2, toDay: -1 }),
    authority.issue({ names: [host], fromDay: 1, toDay: 2 }),
    authority.issue({ names: ['other.example'] }),
    stranger.issue({ names: [host] }),
    createSelfSigned([host]),
  ]);
  for (const [index, name] of ['good', 'expired', 'future', 'other', 'stranger', 'self'].entries())
    identities.set(name, made[index] as Identity);
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map(engine => engine.dispose()));
  await Promise.all(servers.splice(0).map(server => server.close()));
});
afterAll(() => identities.clear());

async function listening(behaviour: FaultBehaviour, tls?: TlsOptions): Promise<FaultServer> {
  const server = await startFaultServer(behaviour, tls === undefined ? {} : { tls });
  servers.push(server);
  return server;
}

const tlsOf = (name: string, more: TlsOptions = {}): TlsOptions => {
  const { certificate, key } = identities.get(name) as Identity;
  return { cert: certificate, key, ...more };
};

/** Sends one anonymous request to the vault's name, which leads to `port`. */
async function sendTo(port: number, directives: string, override: Partial<EngineSettings> = {}): Promise<Run> {
  const engine = createEngine(noDoors, '0.0.0');
  engines.push(engine);
  const connectTo = [{ host, port: 443, address: '127.0.0.1', addressPort: port }];
  engine.configure(settingsFor(null, { certificates: [authority.certificate], connectTo, ...override }));
  return (await send(engine, `### Fault\n# @flow anonymous\n${directives}GET https://${host}/secrets/db?api-version=7.6\n`)).run;
}

async function sendPlain(port: number, directives: string): Promise<Run> {
  const engine = createEngine(noDoors, '0.0.0');
  engines.push(engine);
  engine.configure(settingsFor(null));
  return (await send(engine, `### Fault\n# @flow anonymous\n${directives}GET http://127.0.0.1:${port}/secrets/db?api-version=7.6\n`)).run;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** The slug of the first finding, and beside a success what was accepted. */
const causes = (run: Run): readonly string[] => run.findings.map(({ cause }) => cause);

describe('faults of network and HTTP, end to end', () => {
  interface Row {
    readonly id: string;
    readonly what: string;
    readonly server: FaultBehaviour;
    readonly directives?: string;
    readonly cause: string;
    /** For what is accepted although it is broken. */
    readonly status?: number;
  }
  const soon = '# @timeout 700ms\n';
  const rows: readonly Row[] = [
    { id: 'N05', what: 'reset on accept', server: { onConnection: reset }, cause: 'net-reset' },
    { id: 'N06', what: 'reset in the headers', server: answerAndReset(`${ok}Content-Le`), cause: 'net-reset-in-headers' },
    {
      id: 'N07',
      what: 'reset in the body',
      server: answerAndReset(`${ok}${plain}Content-Length: 100\r\n\r\nhello`),
      cause: 'net-reset-in-body',
    },
    { id: 'N08', what: 'FIN before any byte', server: answerAndEnd(''), cause: 'net-closed-early' },
    { id: 'N08', what: 'FIN in the headers', server: answerAndEnd(`${ok}Content-Le`), cause: 'net-closed-early' },
    {
      id: 'N08',
      what: 'FIN in a chunked body',
      server: answerAndEnd(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`),
      cause: 'net-closed-early',
    },
    {
      id: 'N10',
      what: 'headers that drip without end',
      server: drip(`${ok}X-Slow: `),
      directives: soon,
      cause: 'net-headers-timeout',
    },
    { id: 'N09', what: 'no first byte', server: {}, directives: soon, cause: 'net-headers-timeout' },
    {
      id: 'N11',
      what: 'a body that stalls',
      server: answer(`${ok}${plain}Content-Length: 100\r\n\r\nhello`),
      directives: soon,
      cause: 'net-body-timeout',
    },
    {
      id: 'H01',
      what: 'a body that is too short',
      server: answerAndEnd(`${ok}${plain}Content-Length: 100\r\n\r\nhello`),
      cause: 'http-short-body',
    },
    {
      id: 'H01',
      what: 'a body that is too long',
      server: answerAndEnd(`${ok}${plain}Content-Length: 5\r\n\r\nhello, world`),
      cause: 'http-long-body',
      status: 200,
    },
    {
      id: 'H02',
      what: 'a bad chunk',
      server: answerAndEnd(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n`),
      cause: 'http-bad-chunk',
    },
    {
      id: 'H03',
      what: 'length and chunks',
      server: answerAndEnd(`${ok}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`),
      cause: 'http-cl-and-te',
    },
    {
      id: 'H04',
      what: 'two lengths',
      server: answerAndEnd(`${ok}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`),
      cause: 'http-duplicate-content-length',
    },
    {
      id: 'H05',
      what: 'an unasked 100',
      server: answerAndEnd(`HTTP/1.1 100 Continue\r\n\r\n${ok}${plain}Content-Length: 5\r\n\r\nhello`),
      cause: 'http-unexpected-100',
      status: 200,
    },
    {
      id: 'H06',
      what: 'a 103',
      server: answerAndEnd(`HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${ok}${plain}Content-Length: 5\r\n\r\nhello`),
      cause: 'none',
      status: 200,
    },
    {
      id: 'H07',
      what: 'a flood of 103',
      server: answer('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(5000)),
      cause: 'http-interim-flood',
    },
    {
      id: 'H08',
      what: 'an unasked 101',
      server: answerAndEnd('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      cause: 'http-unexpected-101',
    },
    {
      id: 'H09',
      what: 'a 204 with a body',
      server: answerAndEnd('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'),
      cause: 'http-body-not-allowed',
      status: 204,
    },
    {
      id: 'H10',
      what: 'HTTP/2 frames',
      server: answer(Buffer.from('00000c040000000000000300000064000400100000', 'hex')),
      cause: 'http-http2-error',
    },
    {
      id: 'H12',
      what: 'a body of 200 MB',
      server: endless(`${ok}${plain}Content-Length: 209715200\r\n\r\n`, Buffer.alloc(1024 * 1024)),
      cause: 'http-body-too-large',
      status: 200,
    },
    {
      id: 'H13',
      what: 'a body without end',
      server: endless(`${ok}${plain}Transfer-Encoding: chunked\r\n\r\n`, Buffer.from(`100000\r\n${'x'.repeat(1024 * 1024)}\r\n`)),
      cause: 'http-body-too-large',
      status: 200,
    },
    {
      id: 'H11',
      what: 'corrupt gzip',
      server: answerAndEnd(`${ok}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello`),
      cause: 'http-bad-encoding',
      status: 200,
    },
    {
      id: 'H11',
      what: 'a few hundred bytes of brotli that are 200 MiB',
      server: answerAndEnd(
        Buffer.concat([Buffer.from(`${ok}${plain}Content-Encoding: br\r\nContent-Length: ${brotliBomb.length}\r\n\r\n`), brotliBomb]),
      ),
      cause: 'http-decompression-bomb',
      status: 200,
    },
    { id: 'H14', what: '10,000 headers', server: answerAndEnd(`${ok}${'X-A: b\r\n'.repeat(10_000)}\r\n`), cause: 'http-header-overflow' },
    {
      id: 'H15',
      what: 'a header of 64 KB',
      server: answerAndEnd(`${ok}X-A: ${'b'.repeat(65_536)}\r\n\r\n`),
      cause: 'http-header-overflow',
    },
    { id: 'H16', what: 'a NUL in a header', server: answerAndEnd(`${ok}X-A: b\0c\r\n\r\n`), cause: 'http-malformed' },
    {
      id: 'H17',
      what: 'status 999',
      server: answerAndEnd('HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n'),
      cause: 'http-odd-status',
      status: 999,
    },
    { id: 'H17', what: 'status 42', server: answerAndEnd('HTTP/1.1 42 Odd\r\nContent-Length: 0\r\n\r\n'), cause: 'http-odd-status' },
    {
      id: 'T09',
      what: 'a TLS server on the plain port',
      server: answerAndEnd(Buffer.from([0x15, 3, 3, 0, 2, 2, 70])),
      cause: 'http-plain-on-tls-port',
    },
  ];

  test.each(rows)('$id $what', async ({ server, directives = '', cause, status }) => {
    const { port } = await listening(server);
    const run = await sendPlain(port, directives);
    expect(causes(run)[0] ?? 'none').toBe(cause);
    const [exchange] = exchangesOf(run.trace);
    if (status === undefined) expect(exchange?.outcome.kind).toBe('failed');
    else expect(exchange?.outcome).toMatchObject({ kind: 'response', response: { status } });
  });

  test('N03 refused', async () => {
    expect(causes(await sendPlain(await closedPort(), ''))).toEqual(['net-refused']);
  });
});

describe('faults of TLS and proxies, end to end', () => {
  const alert = (code: number): FaultBehaviour => ({
    onConnection: socket => void socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, code]))),
  });
  const rows: readonly (readonly [id: string, what: string, server: FaultBehaviour, tls: (() => TlsOptions) | undefined, cause: string])[] =
    [
      ['T01', 'self-signed', {}, () => tlsOf('self'), 'tls-self-signed'],
      ['T02', 'expired', {}, () => tlsOf('expired'), 'tls-expired'],
      ['T03', 'not yet valid', {}, () => tlsOf('future'), 'tls-not-yet-valid'],
      ['T04', 'another name', {}, () => tlsOf('other'), 'tls-wrong-host'],
      ['T05', 'an unknown authority', {}, () => tlsOf('stranger'), 'tls-unknown-ca'],
      ['T06', 'an old version', alert(70), undefined, 'tls-version'],
      [
        'T07',
        'reset in the handshake',
        { onConnection: socket => void socket.once('data', () => reset(socket)) },
        undefined,
        'tls-handshake-reset',
      ],
      [
        'T08',
        'a plain server',
        { onConnection: socket => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) },
        undefined,
        'tls-plain-server',
      ],
      [
        'T10',
        'a client certificate is wanted',
        {},
        () => tlsOf('good', { requestCert: true, rejectUnauthorized: true, ca: stranger.certificate }),
        'tls-client-certificate-required',
      ],
      ['T11', 'the name is not known', alert(112), undefined, 'tls-sni-refused'],
      ['H10', 'a server that speaks HTTP/2 alone', {}, () => tlsOf('good', { ALPNProtocols: ['h2'] }), 'http-http2-error'],
    ];

  test.each(rows)('%s %s', async (_id, _what, server, tls, cause) => {
    const { port } = await listening(server, tls?.());
    const found = causes(await sendTo(port, ''));
    // An authority that is not known is most often a proxy that looks into TLS: the diagnosis may say that first.
    expect(found).toContain(cause);
  });

  const proxies: readonly (readonly [id: string, what: string, answer: string, cause: string])[] = [
    [
      'P01',
      'credentials wanted',
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n',
      'proxy-auth-required',
    ],
    ['P02', 'closes', '', 'proxy-closed'],
    ['P07', 'refuses', 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n', 'proxy-refused-connect'],
  ];
  test.each(proxies)('%s %s', async (_id, _what, text, cause) => {
    const proxy = await startFaultProxy({ kind: 'other', act: socket => void socket.end(text) });
    servers.push(proxy);
    const override = { connectTo: [], proxy: { url: `http://127.0.0.1:${proxy.port}`, noProxy: [] } };
    expect(causes(await sendTo(0, '', override))[0]).toBe(cause);
  });
});
