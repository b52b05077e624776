import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTransport } from '../../../src/transport/createTransport.ts';
import type { Transport, TransportOptions } from '../../../src/transport/transport.ts';
import { type Authority, createAuthority } from './faults/certificates.ts';
import { startDeafPort } from './faults/deafPort.ts';
import { startFaultProxy } from './faults/faultProxy.ts';
import { answer, type FaultServer, startFaultServer } from './faults/faultServer.ts';
import { later } from './faults/later.ts';
import { aRequest, bodyText, sendOver } from './faults/testTransport.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority('Test root');
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function kept<T extends { close(): Promise<void> }>(thing: T): T {
  closing.push(() => thing.close());
  return thing;
}

/** Sends, cancels once `until` has come, and expects the rejection and no open connection. */
async function cancelled(
  transport: Transport,
  url: string,
  until: Promise<unknown>,
  server?: FaultServer,
  body?: Uint8Array,
): Promise<void> {
  const controller = new AbortController();
  const send = sendOver(transport, aRequest({ method: body ? 'POST' : 'GET', url, body }), { signal: controller.signal });
  const outcome = expect(send).rejects.toMatchObject({ name: 'AbortError' });
  await until;
  controller.abort(new Error('the user changed his mind'));
  await outcome;
  await server?.idle();
}

function newTransport(options: TransportOptions = {}): Transport {
  return kept(createTransport(options));
}

describe('cancel frees the connection', () => {
  test('before anything', async () => {
    const server = kept(await startFaultServer({}));
    const signal = AbortSignal.abort();
    const send = sendOver(newTransport(), aRequest({ url: `http://127.0.0.1:${server.port}/` }), { signal });
    await expect(send).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.accepted).toBe(0);
  });

  test('during DNS; an answer that comes later opens nothing', async () => {
    const server = kept(await startFaultServer({}));
    const asked = later<void>();
    const answered = later<readonly { address: string; family: 4 }[]>();
    const lookup = () => {
      asked.resolve();
      return answered.promise;
    };
    await cancelled(newTransport({ lookup }), `http://vault.example:${server.port}/`, asked.promise, server);
    answered.resolve([{ address: '127.0.0.1', family: 4 }]);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(server.accepted).toBe(0);
  });

  test('during TCP', async () => {
    const deaf = kept(await startDeafPort());
    const sockets = () => process.getActiveResourcesInfo().filter(kind => /TCP|Connect/.test(kind)).length;
    const before = sockets();
    const asked = later<void>();
    const lookup = () => {
      // The attempt begins in a later turn than the answer.
      setImmediate(() => setImmediate(() => asked.resolve()));
      return Promise.resolve([{ address: '127.0.0.1', family: 4 as const }]);
    };
    await cancelled(newTransport({ lookup }), `http://vault.example:${deaf.port}/`, asked.promise);
    await new Promise(setImmediate);
    expect(sockets()).toBe(before);
  });

  test('during CONNECT', async () => {
    const proxy = kept(await startFaultProxy({ kind: 'other', act: () => undefined }));
    const options = {
      proxy: { url: `http://proxy.example:${proxy.port}`, noProxy: [] },
      lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 as const }]),
    };
    await cancelled(newTransport(options), 'https://contoso.vault.azure.net/', proxy.firstRequest(), proxy);
  });

  test('during TLS', async () => {
    const hello = later<void>();
    const server = kept(await startFaultServer({ onConnection: socket => void once(socket, 'data').then(() => hello.resolve()) }));
    const transport = newTransport({ certificates: [authority.certificate] });
    await cancelled(transport, `https://127.0.0.1:${server.port}/`, hello.promise, server);
  });

  test('while sending', async () => {
    const server = kept(await startFaultServer({ onConnection: socket => void socket.pause() }));
    const body = new Uint8Array(30_000_000);
    await cancelled(newTransport(), `http://127.0.0.1:${server.port}/`, server.firstConnection(), undefined, body);
  });

  test('while waiting', async () => {
    const server = kept(await startFaultServer({}));
    await cancelled(newTransport(), `http://127.0.0.1:${server.port}/`, server.firstRequest(), server);
  });

  test('in the headers', async () => {
    const written = later<void>();
    const server = kept(
      await startFaultServer({ onRequest: socket => void socket.write(`${ok}X-A`, () => setImmediate(() => written.resolve())) }),
    );
    await cancelled(newTransport(), `http://127.0.0.1:${server.port}/`, written.promise, server);
  });

  test('in the body', async () => {
    const written = later<void>();
    const server = kept(
      await startFaultServer({
        onRequest: socket => void socket.write(`${ok}Content-Length: 10\r\n\r\nhello`, () => setImmediate(() => written.resolve())),
      }),
    );
    await cancelled(newTransport(), `http://127.0.0.1:${server.port}/`, written.promise, server);
  });

  test('of one call leaves the others alone, and the transport usable', async () => {
    const server = kept(
      await startFaultServer({
        onRequest: (socket, request) => {
          if (!request.head.includes('/slow')) answer(`${ok}Content-Length: 5\r\n\r\nhello`).onRequest?.(socket, request);
        },
      }),
    );
    const transport = newTransport();
    const url = `http://127.0.0.1:${server.port}`;
    const controller = new AbortController();
    const slow = sendOver(transport, aRequest({ url: `${url}/slow` }), { signal: controller.signal });
    const refused = expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    await server.firstRequest();
    controller.abort();
    await refused;
    expect(bodyText(await sendOver(transport, aRequest({ url })))).toBe('hello');
  });
});
