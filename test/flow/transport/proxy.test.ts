import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/model/causes.ts';
import type { PhaseName, WireOutcome } from '../../../src/core/model/wire.ts';
import { createTransport } from '../../../src/transport/createTransport.ts';
import type { Lookup, TransportOptions } from '../../../src/transport/transport.ts';
import { type Authority, createAuthority, type Identity } from './faults/certificates.ts';
import { type ProxyBehaviour, startFaultProxy } from './faults/faultProxy.ts';
import { answer, type FaultServer, reset, startFaultServer } from './faults/faultServer.ts';
import { aRequest, bodyText, type SendOver, sendOnce, sendOver } from './faults/testTransport.ts';

const host = 'contoso.vault.azure.net';
const hello = answer('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
const request = aRequest({ url: `https://${host}/secrets`, headers: [['Authorization', 'Bearer canary-token']] });

let authority: Authority;
let certificate: Identity;
let proxyCertificate: Identity;
beforeAll(async () => {
  authority = await createAuthority('Test root');
  certificate = await authority.issue({ names: [host] });
  proxyCertificate = await authority.issue({ names: ['proxy.example'] });
});

const opened: FaultServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

function opening(server: FaultServer): FaultServer {
  opened.push(server);
  return server;
}

async function startVault(): Promise<FaultServer> {
  return opening(await startFaultServer(hello, { tls: { cert: certificate.certificate, key: certificate.key } }));
}

async function startProxy(behaviour: ProxyBehaviour, secure = false): Promise<FaultServer> {
  const tls = { cert: proxyCertificate.certificate, key: proxyCertificate.key };
  return opening(await startFaultProxy(behaviour, secure ? { tls } : {}));
}

/** The proxy is known by its name, the vault by nothing: only the proxy can find it. */
const lookup: Lookup = name =>
  name === 'proxy.example'
    ? Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    : Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));

function through(
  proxy: FaultServer,
  more: { readonly scheme?: string; readonly user?: string; readonly noProxy?: readonly string[] } = {},
): TransportOptions {
  const url = `${more.scheme ?? 'http'}://${more.user ?? ''}proxy.example:${proxy.port}`;
  return { certificates: [authority.certificate], proxy: { url, noProxy: more.noProxy ?? [] }, lookup };
}

describe('through a proxy', () => {
  test('every phase is measured, and the vault is named by the proxy alone', async () => {
    const vault = await startVault();
    const proxy = await startProxy({ kind: 'tunnel', port: vault.port });
    const outcome = await sendOnce(request, through(proxy));
    expect(bodyText(outcome)).toBe('hello');
    const measured = expect.any(Number);
    expect(outcome.phases).toEqual({
      dns: measured,
      connect: measured,
      proxy: measured,
      tls: measured,
      send: measured,
      wait: measured,
      receive: measured,
    });
    expect(outcome.connection).toMatchObject({ remoteAddress: `127.0.0.1:${proxy.port}`, proxy: `proxy.example:${proxy.port}` });
    expect(outcome.connection.tls?.certificate?.subject).toBe(`CN=${host}`);
    expect(proxy.requests[0]?.head).toBe(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443`);
  });

  test('a second call reuses the tunnel: no phase of the connection, no second CONNECT', async () => {
    const vault = await startVault();
    const proxy = await startProxy({ kind: 'tunnel', port: vault.port });
    const transport = createTransport(through(proxy));
    await sendOver(transport, request);
    const second = await sendOver(transport, request);
    await transport.close();
    expect(second.phases).toMatchObject({ dns: null, connect: null, proxy: null, tls: null });
    expect(second.connection).toMatchObject({ reused: true, proxy: `proxy.example:${proxy.port}` });
    expect(proxy.requests.length).toBe(1);
  });

  for (const [what, before] of [
    ['100', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['103, twice', 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n'],
  ] as const) {
    test(`${what} before the answer to CONNECT is valid HTTP`, async () => {
      const vault = await startVault();
      const proxy = await startProxy({ kind: 'tunnel', port: vault.port, before });
      expect(bodyText(await sendOnce(request, through(proxy)))).toBe('hello');
    });
  }

  test('credentials go to the proxy alone, and into no outcome', async () => {
    const vault = await startVault();
    const proxy = await startProxy({ kind: 'tunnel', port: vault.port });
    const outcome = await sendOnce(request, through(proxy, { user: 'us%40er:p%3Ass-canary@' }));
    expect(bodyText(outcome)).toBe('hello');
    expect(proxy.requests[0]?.head).toContain(`Proxy-Authorization: Basic ${Buffer.from('us@er:p:ss-canary').toString('base64')}`);
    expect(vault.requests[0]?.head).not.toContain('Proxy-Authorization');
    expect(JSON.stringify(outcome)).not.toMatch(/canary|us@er/);
  });

  test('the token goes to the vault alone', async () => {
    const vault = await startVault();
    const proxy = await startProxy({ kind: 'tunnel', port: vault.port });
    await sendOnce(request, through(proxy));
    expect(proxy.requests.map(seen => seen.head).join()).not.toContain('canary-token');
    expect(vault.requests[0]?.head).toContain('Authorization: Bearer canary-token');
  });

  test('an https proxy is TLS inside TLS, and its certificate is checked', async () => {
    const vault = await startVault();
    const proxy = await startProxy({ kind: 'tunnel', port: vault.port }, true);
    const outcome = await sendOnce(request, through(proxy, { scheme: 'https' }));
    expect(bodyText(outcome)).toBe('hello');
    expect(outcome.connection.tls?.certificate?.subject).toBe(`CN=${host}`);
  });

  test('an https proxy of an unknown authority gets nothing', async () => {
    const proxy = await startProxy({ kind: 'tunnel', port: 1 }, true);
    const outcome = await sendOnce(request, { ...through(proxy, { scheme: 'https', user: 'u:canary@' }), certificates: [] });
    expect(outcome.kind === 'failed' && outcome.failure).toMatchObject({ code: 'tls-unknown-ca', phase: 'proxy' });
    expect(proxy.requests).toEqual([]);
    expect(outcome.connection.tls).toBeNull();
  });
});

describe('past the proxy', () => {
  const refusing: ProxyBehaviour = { kind: 'other', act: socket => void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n') };

  test('loopback hosts', async () => {
    const server = opening(await startFaultServer(hello));
    const proxy = await startProxy(refusing);
    for (const name of ['127.0.0.1', 'localhost']) {
      const url = `http://${name}:${server.port}/`;
      const { proxy: setting } = through(proxy);
      expect(bodyText(await sendOnce(aRequest({ url }), { proxy: setting }))).toBe('hello');
    }
    expect(proxy.accepted).toBe(0);
  });

  test('a connectTo target on this machine', async () => {
    const vault = await startVault();
    const proxy = await startProxy(refusing);
    const connectTo = [{ host, port: 443, address: '127.0.0.1', addressPort: vault.port }];
    const outcome = await sendOnce(request, { ...through(proxy), connectTo });
    expect(bodyText(outcome)).toBe('hello');
    expect(outcome.connection.proxy).toBeNull();
    expect(proxy.accepted).toBe(0);
  });

  test('a connectTo target elsewhere is asked of the proxy by its address', async () => {
    const vault = await startVault();
    const proxy = await startProxy({ kind: 'tunnel', port: vault.port });
    const connectTo = [{ host, port: 443, address: '10.1.2.3', addressPort: 8443 }];
    const outcome = await sendOnce(request, { ...through(proxy), connectTo });
    expect(bodyText(outcome)).toBe('hello');
    expect(proxy.requests[0]?.head).toContain('CONNECT 10.1.2.3:8443 ');
    expect(vault.requests[0]?.head).toContain(`Host: ${host}\r\n`);
  });

  test('a host of no_proxy', async () => {
    const proxy = await startProxy(refusing);
    const outcome = await sendOnce(request, through(proxy, { noProxy: ['.azure.net'] }));
    expect(outcome.kind === 'failed' && outcome.failure.code).toBe('net-dns-not-found');
    expect(proxy.accepted).toBe(0);
  });
});

interface Row {
  readonly id: string;
  readonly what: string;
  readonly act: Extract<ProxyBehaviour, { kind: 'other' }>['act'];
  readonly over?: SendOver;
  readonly failure: FailureCode;
  readonly phase?: PhaseName;
  readonly partial?: { readonly status: number; readonly body: string };
}

const rows: readonly Row[] = [
  {
    id: 'P01',
    what: '407',
    act: socket =>
      void socket.write(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 4\r\n\r\nauth',
      ),
    failure: 'proxy-auth-required',
    partial: { status: 407, body: 'auth' },
  },
  {
    id: 'P01b',
    what: '407 whose body never ends',
    act: socket => void socket.write('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\nauth'),
    over: { deadlines: { proxy: 200 } },
    failure: 'proxy-auth-required',
    partial: { status: 407, body: 'auth' },
  },
  { id: 'P02', what: 'FIN', act: socket => void socket.end(), failure: 'proxy-closed' },
  { id: 'P02b', what: 'RST', act: reset, failure: 'proxy-closed' },
  { id: 'P02c', what: 'FIN in the head', act: socket => void socket.end('HTTP/1.1 200 Conn'), failure: 'proxy-closed' },
  { id: 'P02d', what: 'silence', act: () => undefined, over: { deadlines: { proxy: 200 } }, failure: 'proxy-timeout' },
  { id: 'P02e', what: 'not HTTP', act: socket => void socket.write('SSH-2.0-x\r\n'), failure: 'proxy-malformed' },
  { id: 'P02f', what: 'line feeds alone', act: socket => void socket.write('HTTP/1.1 200 OK\n\n'), failure: 'proxy-malformed' },
  { id: 'P02g', what: '100 and then FIN', act: socket => void socket.end('HTTP/1.1 100 Continue\r\n\r\n'), failure: 'proxy-closed' },
  {
    id: 'P02h',
    what: 'a flood of 103',
    act: socket => void socket.write('HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'.repeat(1000)),
    failure: 'proxy-malformed',
  },
  {
    id: 'P02i',
    what: '101 to CONNECT',
    act: socket => void socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n'),
    failure: 'proxy-refused-connect',
    partial: { status: 101, body: '' },
  },
  {
    id: 'P04',
    what: '302 to a portal',
    act: socket => void socket.end('HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n'),
    failure: 'proxy-refused-connect',
    partial: { status: 302, body: '' },
  },
  {
    id: 'P07',
    what: '403 with a page',
    act: socket => void socket.end('HTTP/1.1 403 Forbidden\r\nVia: 1.1 gate\r\n\r\n<h1>blocked</h1>'),
    failure: 'proxy-refused-connect',
    partial: { status: 403, body: '<h1>blocked</h1>' },
  },
  {
    id: 'P07b',
    what: '502 in chunks',
    act: socket => void socket.write('HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngone\r\n0\r\n\r\n'),
    failure: 'proxy-refused-connect',
    partial: { status: 502, body: 'gone' },
  },
  {
    id: 'P03',
    what: 'a tunnel that ends in a page without TLS',
    act: (socket, seen) => {
      if (seen.head.startsWith('CONNECT')) socket.end('HTTP/1.1 200 OK\r\n\r\n<html>portal</html>');
    },
    failure: 'tls-plain-server',
    phase: 'tls',
  },
];

describe('faults of the proxy', () => {
  for (const row of rows) {
    test(`${row.id} ${row.what}`, async () => {
      const proxy = await startProxy({ kind: 'other', act: row.act });
      const outcome = await sendOnce(request, through(proxy, { user: 'u:canary-password@' }), row.over);
      expect(failureOf(outcome)).toEqual({ code: row.failure, phase: row.phase ?? 'proxy', partial: row.partial });
      expect(outcome.phases).toMatchObject({ dns: expect.any(Number), connect: expect.any(Number), proxy: expect.any(Number), send: null });
      expect(JSON.stringify(outcome)).not.toContain('canary');
      await proxy.idle();
    });
  }

  test('a proxy that cannot be reached', async () => {
    const options = { lookup, proxy: { url: 'http://proxy.example:9', noProxy: [] } };
    expect(failureOf(await sendOnce(request, options))).toMatchObject({ code: 'proxy-unreachable', phase: 'connect' });
  });

  test('a proxy whose name does not exist', async () => {
    const options = { lookup, proxy: { url: 'http://nowhere.example:9', noProxy: [] } };
    expect(failureOf(await sendOnce(request, options))).toMatchObject({ code: 'proxy-unreachable', phase: 'dns' });
  });

  test('a proxy setting that is no URL is our fault, and its text is in no message', async () => {
    const send = sendOnce(request, { proxy: { url: 'socks5://u:canary@proxy.example', noProxy: [] } });
    await expect(send).rejects.toMatchObject({ code: 'proxy-invalid', message: expect.not.stringContaining('canary') });
  });
});

function failureOf(outcome: WireOutcome): object {
  if (outcome.kind !== 'failed') return outcome;
  const { code, phase, partial } = outcome.failure;
  return { code, phase, partial: partial && { status: partial.status, body: Buffer.from(partial.body.bytes).toString() } };
}
