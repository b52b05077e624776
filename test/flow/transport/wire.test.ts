import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createTransport } from '../../../src/transport/createTransport.ts';
import { wireHeaders } from '../../../src/transport/prepareRequest.ts';
import type { Transport } from '../../../src/transport/transport.ts';
import { brotliBomb } from './faults/brotliBomb.ts';
import { answer, answerAndEnd, type FaultBehaviour, type FaultServer, reset, startFaultServer } from './faults/faultServer.ts';
import { aRequest, bodyText, sendOnce, sendOver } from './faults/testTransport.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
const hello = `${ok}Content-Length: 5\r\n\r\nhello`;

const servers: FaultServer[] = [];
const transports: Transport[] = [];
afterEach(async () => {
  for (const transport of transports.splice(0)) await transport.close();
  for (const server of servers.splice(0)) await server.close();
});

async function start(behaviour: FaultBehaviour): Promise<FaultServer & { readonly url: string }> {
  const server = await startFaultServer(behaviour);
  servers.push(server);
  return Object.assign(server, { url: `http://127.0.0.1:${server.port}` });
}

function newTransport(): Transport {
  const transport = createTransport({});
  transports.push(transport);
  return transport;
}

describe('what is sent', () => {
  test('header lines as given, in order, case and repetition; Host before them', async () => {
    const server = await start(answer(hello));
    const headers = [
      ['x-MS-Client', 'a'],
      ['Authorization', 'Bearer x'],
      ['accept', 'b'],
      ['X-Ms-client', 'c'],
    ] as const;
    await sendOnce(aRequest({ url: `${server.url}/`, headers }));
    expect(server.requests[0]?.head.split('\r\n')).toEqual([
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${server.port}`,
      'x-MS-Client: a',
      'Authorization: Bearer x',
      'accept: b',
      'X-Ms-client: c',
    ]);
  });

  test('a Host that is given stays where it stands', async () => {
    const server = await start(answer(hello));
    const headers = [
      ['A', '1'],
      ['hOST', 'other.example'],
    ] as const;
    await sendOnce(aRequest({ url: `${server.url}/`, headers }));
    expect(server.requests[0]?.head).toBe('GET / HTTP/1.1\r\nA: 1\r\nhOST: other.example');
  });

  test.each([
    ['/a/../b/./c?x=1&y=%2e', '/a/../b/./c?x=1&y=%2e'],
    ['', '/'],
    ['?x=1', '/?x=1'],
    ["/it's{odd}|^`", "/it's{odd}|^`"],
    ['/é', '/%C3%A9'],
    ['/a b', '/a%20b'],
  ])('path %j goes out as %j', async (path, sent) => {
    const server = await start(answer(hello));
    await sendOnce(aRequest({ url: server.url + path, headers: [] }));
    expect(server.requests[0]?.head.split('\r\n')[0]).toBe(`GET ${sent} HTTP/1.1`);
  });

  test.each([
    ['GET', undefined, undefined],
    ['DELETE', undefined, undefined],
    ['POST', undefined, '0'],
    ['PUT', '', '0'],
    ['PUT', '{"value":"é"}', '14'],
    ['DELETE', 'x', '1'],
  ])('%s with body %j has Content-Length %j', async (method, text, length) => {
    const server = await start(answer(hello));
    const body = text === undefined ? undefined : new TextEncoder().encode(text);
    const request = aRequest({ method, url: server.url, headers: [], body });
    await sendOnce(request);
    const seen = server.requests[0];
    expect(/^content-length: (.*)$/im.exec(seen?.head ?? '')?.[1]).toBe(length);
    expect(seen?.body.toString()).toBe(text ?? '');
    expect(wireHeaders(request).map(pair => pair.join(': '))).toEqual(seen?.head.split('\r\n').slice(1));
  });

  test('a large body arrives whole', async () => {
    const server = await start(answer(hello));
    const body = new Uint8Array(4_000_000).map((_, index) => index % 251);
    await sendOnce(aRequest({ method: 'POST', url: server.url, body }));
    expect(server.requests[0]?.body.equals(Buffer.from(body))).toBe(true);
  });

  test('an asked 100 Continue is interim and no oddity', async () => {
    const server = await start(answer(`HTTP/1.1 100 Continue\r\nX-A: 1\r\n\r\n${hello}`));
    const body = new TextEncoder().encode('x');
    const outcome = await sendOnce(aRequest({ method: 'PUT', url: server.url, headers: [['Expect', '100-continue']], body }));
    expect(outcome).toMatchObject({
      kind: 'response',
      response: { status: 200, interim: [{ status: 100, headers: [['X-A', '1']] }], oddities: [] },
    });
  });
});

describe('what is received', () => {
  test('header lines in order, case and repetition, octets as ISO-8859-1', async () => {
    const head =
      'HTTP/1.0 401 Not  Today\r\nWWW-Authenticate: Bearer a="1"\r\nwww-authenticate:  Basic \r\nX-Odd: caf\xe9\r\nContent-Length: 0\r\n\r\n';
    const server = await start(answerAndEnd(Buffer.from(head, 'latin1')));
    expect(await sendOnce(aRequest({ url: server.url }))).toMatchObject({
      kind: 'response',
      response: {
        status: 401,
        reason: 'Not  Today',
        httpVersion: 'HTTP/1.0',
        headers: [
          ['WWW-Authenticate', 'Bearer a="1"'],
          ['www-authenticate', 'Basic'],
          ['X-Odd', 'caf\xe9'],
          ['Content-Length', '0'],
        ],
      },
    });
  });

  test('bytes on the wire and bytes after decoding', async () => {
    const body = gzipSync('a'.repeat(1000));
    const server = await start(
      answer(Buffer.concat([Buffer.from(`${ok}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`), body])),
    );
    const outcome = await sendOnce(aRequest({ url: server.url }));
    expect(outcome.kind === 'response' && outcome.response.body).toMatchObject({
      wireBytes: body.length,
      decodedBytes: 1000,
      cut: undefined,
    });
  });

  test('a 329-byte brotli body that would grow to 200 MiB is cut while it grows', async () => {
    const bomb = brotliBomb;
    const server = await start(
      answer(Buffer.concat([Buffer.from(`${ok}Content-Encoding: br\r\nContent-Length: ${bomb.length}\r\n\r\n`), bomb])),
    );
    const outcome = await sendOnce(aRequest({ url: server.url }));
    if (outcome.kind !== 'response') throw new Error(outcome.failure.code);
    const { body, oddities } = outcome.response;
    expect(oddities.map(oddity => oddity.code)).toEqual(['http-decompression-bomb']);
    expect(body.cut).toContain('grown');
    expect(body.wireBytes).toBe(bomb.length);
    expect(body.decodedBytes).toBeLessThan(2 * 1024 * 1024);
  });

  test('a bomb inside another coding is cut too', async () => {
    const bomb = gzipSync(brotliBomb);
    const server = await start(
      answer(Buffer.concat([Buffer.from(`${ok}Content-Encoding: br, gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`), bomb])),
    );
    const outcome = await sendOnce(aRequest({ url: server.url }));
    expect(outcome).toMatchObject({ response: { oddities: [{ code: 'http-decompression-bomb' }] } });
  });

  test('of a large body the first bytes are kept, and it is said so', async () => {
    const server = await start(answer(`${ok}Content-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`));
    const outcome = await sendOnce(aRequest({ url: server.url }), {}, { limits: { keepBytes: 1000 } });
    expect(outcome).toMatchObject({
      response: { body: { wireBytes: 100_000, decodedBytes: 100_000, cut: expect.stringContaining('1000 of 100000') }, oddities: [] },
    });
    expect(bodyText(outcome)).toBe('x'.repeat(1000));
  });

  test('a body that broke off is kept as far as it came, decoded', async () => {
    const body = gzipSync(Buffer.from('hello '.repeat(5000).concat(Math.PI.toString(36))));
    const head = `${ok}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
    const server = await start(answerAndEnd(Buffer.concat([Buffer.from(head), body.subarray(0, -8)])));
    const outcome = await sendOnce(aRequest({ url: server.url }));
    if (outcome.kind !== 'failed') throw new Error('no failure');
    const { partial } = outcome.failure;
    expect(outcome.failure.code).toBe('http-short-body');
    expect(partial?.oddities).toEqual([]);
    expect(partial?.body).toMatchObject({ cut: expect.any(String), wireBytes: body.length - 8 });
    expect(Buffer.from(partial?.body.bytes ?? []).toString()).toContain('hello hello');
  });
});

describe('connections', () => {
  test('kept alive per origin: the second call has no phase of a connection', async () => {
    const server = await start(answer(hello));
    const transport = newTransport();
    const measured = expect.any(Number);
    const first = await sendOver(transport, aRequest({ url: `http://localhost:${server.port}/` }));
    expect(first.phases).toEqual({
      dns: measured,
      connect: measured,
      proxy: null,
      tls: null,
      send: measured,
      wait: measured,
      receive: measured,
    });
    expect(first.connection).toMatchObject({ reused: false, attempts: [expect.anything()] });
    const second = await sendOver(transport, aRequest({ url: `http://localhost:${server.port}/other` }));
    expect(second.phases).toEqual({ dns: null, connect: null, proxy: null, tls: null, send: measured, wait: measured, receive: measured });
    expect(second.connection).toMatchObject({ reused: true, remoteAddress: first.connection.remoteAddress, attempts: [] });
    expect(server.accepted).toBe(1);
  });

  test('a literal address has no DNS phase', async () => {
    const server = await start(answer(hello));
    expect((await sendOnce(aRequest({ url: server.url }))).phases.dns).toBeNull();
  });

  test('phases are what the clock handed in says', async () => {
    const server = await start(answer(hello));
    let ticks = 0;
    const transport = createTransport({ now: () => ticks++ });
    transports.push(transport);
    await sendOver(transport, aRequest({ url: server.url }));
    const { phases } = await sendOver(transport, aRequest({ url: server.url }));
    expect(phases).toEqual({ dns: null, connect: null, proxy: null, tls: null, send: 1, wait: 1, receive: 1 });
  });

  test('calls at the same time have connections of their own, and share them afterwards', async () => {
    const server = await start(answer(hello));
    const transport = newTransport();
    const all = await Promise.all(Array.from({ length: 20 }, () => sendOver(transport, aRequest({ url: server.url }))));
    expect(all.map(bodyText)).toEqual(Array.from({ length: 20 }, () => 'hello'));
    const again = await Promise.all(Array.from({ length: 20 }, () => sendOver(transport, aRequest({ url: server.url }))));
    expect(again.every(outcome => outcome.connection.reused)).toBe(true);
    expect(server.accepted).toBe(20);
  });

  test.each([
    ['Connection: close in the answer', `${ok}Connection: close\r\nContent-Length: 5\r\n\r\nhello`, [] as const],
    ['Connection: close in the request', hello, [['Connection', 'close']] as const],
    ['more bytes than promised', `${hello}!`, [] as const],
  ])('not kept: %s', async (_what, response, headers) => {
    const server = await start(answer(response));
    const transport = newTransport();
    await sendOver(transport, aRequest({ url: server.url, headers }));
    const second = await sendOver(transport, aRequest({ url: server.url, headers }));
    expect(second.connection.reused).toBe(false);
    expect(server.accepted).toBe(2);
  });

  test('a kept connection that the server has closed is replaced, for a GET', async () => {
    const server = await start({
      onRequest: (socket, request) => (request.index === 1 ? reset(socket) : void socket.write(hello)),
    });
    const transport = newTransport();
    await sendOver(transport, aRequest({ url: server.url }));
    const second = await sendOver(transport, aRequest({ url: server.url }));
    expect(bodyText(second)).toBe('hello');
    expect(second.connection.reused).toBe(false);
    expect(second.phases.connect).not.toBeNull();
    expect(server.requests.length).toBe(3);
  });

  test('a POST on it is not sent twice', async () => {
    const server = await start({
      onRequest: (socket, request) => (request.index === 1 ? reset(socket) : void socket.write(hello)),
    });
    const transport = newTransport();
    await sendOver(transport, aRequest({ url: server.url }));
    const second = await sendOver(transport, aRequest({ method: 'POST', url: server.url }));
    expect(second).toMatchObject({ kind: 'failed', failure: { code: 'net-reset' }, connection: { reused: true } });
    expect(server.requests.length).toBe(2);
  });

  test('a new connection that is reset is not tried again', async () => {
    const server = await start({ onRequest: reset });
    const outcome = await sendOnce(aRequest({ url: server.url }));
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'net-reset' } });
    expect(server.requests.length).toBe(1);
  });

  test('close leaves no connection, lets a running call end, and refuses new ones', async () => {
    const held: { finish?: () => void } = {};
    const server = await start({
      onRequest: (socket, request) => {
        if (request.index === 0) socket.write(hello);
        else held.finish = () => void socket.write(hello);
      },
    });
    const transport = newTransport();
    await sendOver(transport, aRequest({ url: server.url }));
    const [running] = [sendOver(transport, aRequest({ url: server.url }))];
    while (held.finish === undefined) await new Promise(setImmediate);
    const closed = transport.close();
    held.finish();
    expect(bodyText(await running)).toBe('hello');
    await closed;
    await server.idle();
    await expect(sendOver(transport, aRequest({ url: server.url }))).rejects.toMatchObject({ code: 'transport-closed' });
  });
});
