import type { Socket } from 'node:net';
import path from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine, EngineSettings, HostDoors } from '../../../src/protocol/engine.ts';
import { type Authority, createAuthority, type Identity } from '../transport/faults/certificates.ts';
import { answer, type FaultServer, startFaultServer } from '../transport/faults/faultServer.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';

const host = 'acme.vault.azure.net';
const password = 'the-pässword';
const file = (name: string): string => path.join(import.meta.dirname, '..', 'credentials', 'certificates', name);
const hello = answer('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello');

let authority: Authority;
let identity: Identity;
const servers: FaultServer[] = [];
const engines: Engine[] = [];

beforeAll(async () => {
  authority = await createAuthority('Gateways');
  identity = await authority.issue({ names: [host, '127.0.0.1'] });
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map(engine => engine.dispose()));
  await Promise.all(servers.splice(0).map(server => server.close()));
});

/** A server that tells whose certificate it was shown, and an engine that reaches it under the vault's name. */
async function gateway(certificates: EngineSettings['clientCertificates'], doors: Partial<HostDoors> = {}, trusted = true) {
  const shown: string[] = [];
  const tell = (socket: Socket): void => {
    if (socket instanceof TLSSocket) shown.push(String(socket.getPeerCertificate().subject?.CN ?? 'nobody'));
  };
  const tls = { cert: identity.certificate, key: identity.key, requestCert: true, rejectUnauthorized: false };
  const server = await startFaultServer({ ...hello, onConnection: tell }, { tls });
  servers.push(server);
  const engine = createEngine({ ...noDoors, ...doors }, '0.0.0');
  engines.push(engine);
  const connectTo = [{ host, port: 443, address: '127.0.0.1', addressPort: server.port }];
  engine.configure(
    settingsFor(null, {
      trusted,
      connectTo,
      certificates: [authority.certificate],
      ...(certificates === undefined ? {} : { clientCertificates: certificates }),
    }),
  );
  const read = async () => (await send(engine, `### Ask\n# @flow anonymous\nGET https://${host}/secrets\n`)).run;
  return { engine, server, shown, read };
}

describe('client certificates of the settings', () => {
  test.each([
    ['PEM', 'plain.pem', 0],
    ['PKCS#12 with a password', 'aes.p12', 1],
    ['PKCS#12 of an older Windows', 'rc2.p12', 1],
  ])('%s: shown to its host, the password asked for once', async (_what, name, questions) => {
    const asked: string[] = [];
    const certificatePassword = async (wanted: string): Promise<string> => {
      asked.push(wanted);
      return password;
    };
    const { shown, read } = await gateway([{ host, file: file(name) }], { certificatePassword });
    const [first, second] = await Promise.all([read(), read()]);
    expect([first.headline, second.headline]).toEqual([expect.stringMatching(/^200 /), expect.stringMatching(/^200 /)]);
    await read();
    expect(new Set(shown)).toEqual(new Set(['kvhttp test app']));
    expect(asked).toEqual(Array(questions).fill(host));
    expect(JSON.stringify(first)).not.toContain(password);
  });

  test('to no other host, and to nobody where none is configured', async () => {
    const other = await gateway([{ host: 'other.vault.azure.net', file: file('plain.pem') }]);
    expect((await other.read()).headline).toMatch(/^200 /);
    const none = await gateway(undefined);
    expect((await none.read()).headline).toMatch(/^200 /);
    expect([...other.shown, ...none.shown]).toEqual(['nobody', 'nobody']);
  });

  test.each([
    ['no file', '/nowhere/client.pem', undefined, /cannot be read/],
    ['no password stored', file('aes.p12'), undefined, /wants a password, and none is stored/],
    ['the wrong password', file('aes.p12'), 'wrong', /does not open/],
    ['a key without its certificate', file('mismatch.pem'), undefined, /belongs to none/],
  ])('%s: nothing is sent, and it is said', async (_what, path, given, message) => {
    const { server, read } = await gateway([{ host, file: path }], { certificatePassword: async () => given });
    const run = await read();
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', message: expect.stringMatching(message) });
    expect(run.trace.outcome).toMatchObject({ message: expect.stringContaining('kvhttp.clientCertificates') });
    expect(server.accepted).toBe(0);
  });

  test('a password that was wrong is asked for again', async () => {
    const answers = ['wrong', password];
    const { read } = await gateway([{ host, file: file('aes.p12') }], { certificatePassword: async () => answers.shift() });
    expect((await read()).trace.outcome.kind).toBe('blocked');
    expect((await read()).headline).toMatch(/^200 /);
  });

  test('in an untrusted workspace no file is read', async () => {
    const { server, read } = await gateway([{ host, file: '/nowhere/client.pem' }], {}, false);
    expect((await read()).trace.outcome).toMatchObject({ kind: 'blocked', code: 'untrusted-workspace' });
    expect(server.accepted).toBe(0);
  });

  test('cancelled while the password is asked for', async () => {
    const controller = new AbortController();
    const { engine, server } = await gateway([{ host, file: file('aes.p12') }], {
      certificatePassword: () => {
        controller.abort();
        return new Promise(() => {});
      },
    });
    const { run } = await send(engine, `# @flow anonymous\nGET https://${host}/secrets\n`, {}, controller.signal);
    expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
    expect(server.accepted).toBe(0);
  });

  test('a server that wants one and gets none: the finding says where to name it', async () => {
    const server = await startFaultServer(hello, {
      tls: { cert: identity.certificate, key: identity.key, requestCert: true, rejectUnauthorized: true, ca: authority.certificate },
    });
    servers.push(server);
    const engine = createEngine(noDoors, '0.0.0');
    engines.push(engine);
    const connectTo = [{ host, port: 443, address: '127.0.0.1', addressPort: server.port }];
    engine.configure(settingsFor(null, { connectTo, certificates: [authority.certificate] }));
    const { run } = await send(engine, `# @flow anonymous\nGET https://${host}/secrets\n`);
    expect(run.findings[0]).toMatchObject({
      cause: 'tls-client-certificate-required',
      fix: expect.stringContaining('kvhttp.clientCertificates'),
    });
    expect(exchangesOf(run.trace)).toHaveLength(1);
  });
});
