import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/model/causes.ts';
import type { PhaseName } from '../../../src/core/model/wire.ts';
import type { Lookup } from '../../../src/transport/transport.ts';
import { type DeafPort, startDeafPort } from './faults/deafPort.ts';
import { answer, type FaultServer, startFaultServer } from './faults/faultServer.ts';
import { aRequest, bodyText, type SendOver, sendOnce } from './faults/testTransport.ts';

const hello = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

function lookupFailure(code: string): Lookup {
  return () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }));
}

function addresses(...found: readonly string[]): Lookup {
  return () => Promise.resolve(found.map(address => ({ address, family: address.includes(':') ? 6 : 4 })));
}

let closedPort = 0;
let deaf: DeafPort;
let server: FaultServer;

beforeAll(async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  closedPort = (closed.address() as AddressInfo).port;
  await new Promise(resolve => closed.close(resolve));
  deaf = await startDeafPort();
  server = await startFaultServer(answer(hello));
});
afterAll(async () => {
  await deaf.close();
  await server.close();
});

interface Row {
  readonly id: string;
  readonly what: string;
  readonly url: () => string;
  readonly lookup?: Lookup;
  readonly over?: SendOver;
  readonly failure: FailureCode;
  readonly phase: PhaseName;
  readonly raw?: string;
}

const named = (port: number): string => `http://vault.example:${port}/`;

const rows: readonly Row[] = [
  {
    id: 'N01',
    what: 'the name does not exist',
    url: () => named(1),
    lookup: lookupFailure('ENOTFOUND'),
    failure: 'net-dns-not-found',
    phase: 'dns',
    raw: 'ENOTFOUND',
  },
  { id: 'N01b', what: 'the name has no address', url: () => named(1), lookup: addresses(), failure: 'net-dns-not-found', phase: 'dns' },
  {
    id: 'N02',
    what: 'DNS cannot answer now',
    url: () => named(1),
    lookup: lookupFailure('EAI_AGAIN'),
    failure: 'net-dns-temporary',
    phase: 'dns',
    raw: 'EAI_AGAIN',
  },
  {
    id: 'N02b',
    what: 'DNS does not answer',
    url: () => named(1),
    lookup: () => new Promise(() => undefined),
    over: { deadlines: { dns: 100 } },
    failure: 'net-dns-timeout',
    phase: 'dns',
  },
  {
    id: 'N03',
    what: 'refused',
    url: () => `http://127.0.0.1:${closedPort}/`,
    failure: 'net-refused',
    phase: 'connect',
    raw: 'ECONNREFUSED',
  },
  {
    id: 'N03b',
    what: 'refused at both addresses of localhost',
    url: () => `http://localhost:${closedPort}/`,
    lookup: addresses('::1', '127.0.0.1'),
    failure: 'net-refused',
    phase: 'connect',
    raw: 'ECONNREFUSED',
  },
  {
    id: 'N04',
    what: 'no answer to the attempt',
    url: () => `http://127.0.0.1:${deaf.port}/`,
    over: { deadlines: { connect: 200 } },
    failure: 'net-connect-timeout',
    phase: 'connect',
  },
  {
    id: 'N04b',
    what: 'unreachable',
    url: () => named(80),
    lookup: addresses('255.255.255.255'),
    failure: 'net-unreachable',
    phase: 'connect',
  },
  {
    id: 'N13',
    what: 'every address fails',
    url: () => named(closedPort),
    lookup: addresses('::1', '127.0.0.1'),
    failure: 'net-all-addresses-failed',
    phase: 'connect',
    raw: 'ECONNREFUSED',
  },
  {
    id: 'N13b',
    what: 'the whole call ends while connecting',
    url: () => `http://127.0.0.1:${deaf.port}/`,
    over: { deadlines: { total: 200 } },
    failure: 'net-connect-timeout',
    phase: 'connect',
  },
];

describe('faults before there is a connection', () => {
  for (const row of rows) {
    test(`${row.id} ${row.what}`, async () => {
      const outcome = await sendOnce(aRequest({ url: row.url() }), row.lookup === undefined ? {} : { lookup: row.lookup }, row.over);
      expect(outcome.kind === 'failed' && outcome.failure).toMatchObject({ code: row.failure, phase: row.phase, partial: undefined });
      expect(outcome.phases).toMatchObject({ proxy: null, tls: null, send: null, wait: null, receive: null });
      expect(outcome.phases[row.phase]).not.toBeNull();
      expect(outcome.connection).toMatchObject({ reused: false, remoteAddress: null, proxy: null, tls: null });
      if (row.raw !== undefined && outcome.kind === 'failed') expect(outcome.failure.rawCodes).toContain(row.raw);
    });
  }

  test('N05 reset on accept', async () => {
    const resetting = await startFaultServer({ onConnection: socket => socket.resetAndDestroy() });
    const outcome = await sendOnce(aRequest({ url: `http://127.0.0.1:${resetting.port}/` }));
    expect(outcome.kind === 'failed' && outcome.failure.code).toBe('net-reset');
    await resetting.close();
  });

  test('N14 a port that browsers block is a port like any other', async () => {
    const outcome = await sendOnce(aRequest({ url: 'http://127.0.0.1:9/' }));
    expect(outcome.kind === 'failed' && outcome.failure.code).toBe('net-refused');
  });
});

describe('happy eyeballs', () => {
  const url = (): string => named(server.port);

  test('N12 the first family is refused, the second answers', async () => {
    const outcome = await sendOnce(aRequest({ url: url() }), { lookup: addresses('::1', '127.0.0.1') });
    expect(bodyText(outcome)).toBe('hello');
    expect(outcome.connection.remoteAddress).toBe(`127.0.0.1:${server.port}`);
    expect(outcome.connection.attempts).toEqual([
      { address: '::1', family: 6, ms: expect.any(Number), error: 'ECONNREFUSED' },
      { address: '127.0.0.1', family: 4, ms: expect.any(Number), error: null },
    ]);
  });

  test('N12 and the reverse: IPv4 is refused, IPv6 answers', async () => {
    const six = await startFaultServer(answer(hello), { host: '::1' });
    const outcome = await sendOnce(aRequest({ url: named(six.port) }), { lookup: addresses('127.0.0.1', '::1') });
    expect(bodyText(outcome)).toBe('hello');
    expect(outcome.connection.remoteAddress).toBe(`[::1]:${six.port}`);
    expect(outcome.connection.attempts.map(attempt => [attempt.family, attempt.error])).toEqual([
      [4, 'ECONNREFUSED'],
      [6, null],
    ]);
    await six.close();
  });

  test('N12 the first address is silent, the second is tried meanwhile and wins', async () => {
    // One port for both: deaf on 127.0.0.1, answering on 127.0.0.2.
    const other = await startFaultServer(answer(hello), { host: '127.0.0.2', port: deaf.port });
    const outcome = await sendOnce(aRequest({ url: named(deaf.port) }), { lookup: addresses('127.0.0.1', '127.0.0.2') });
    expect(bodyText(outcome)).toBe('hello');
    expect(outcome.connection.attempts.map(attempt => [attempt.address, attempt.error])).toEqual([
      ['127.0.0.2', null],
      ['127.0.0.1', 'SUPERSEDED'],
    ]);
    await other.close();
  });
});
