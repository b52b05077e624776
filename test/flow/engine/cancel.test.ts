import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import type { Lookup } from '../../../src/transport/transport.ts';
import { clientId, FakeAzure, tenant } from '../credentials/fakeAzure.ts';
import { type Authority, createAuthority, type Identity } from '../transport/faults/certificates.ts';
import { startDeafPort } from '../transport/faults/deafPort.ts';
import { startFaultProxy } from '../transport/faults/faultProxy.ts';
import { answer, type FaultBehaviour, type FaultServer, startFaultServer } from '../transport/faults/faultServer.ts';
import { later } from '../transport/faults/later.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';

const host = 'acme.vault.azure.net';
const ok = 'HTTP/1.1 200 OK\r\n';
const azure = new FakeAzure();
const folder = mkdtempSync(path.join(tmpdir(), 'kvhttp-cancel-'));
let authority: Authority;
let identity: Identity;
beforeAll(async () => {
  authority = await createAuthority('Test root');
  [identity] = await Promise.all([authority.issue({ names: [host] }), azure.start()]);
});
const good = { login: azure.login, identity: azure.identity, vault: azure.vault };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await azure.reset();
  Object.assign(azure, good);
});
afterAll(async () => {
  await azure.stop();
  rmSync(folder, { recursive: true });
});

/** Cancels the run once `until` has come; nothing of it may be left. */
async function cancelled(engine: Engine, text: string, until: Promise<unknown>) {
  const controller = new AbortController();
  const running = send(engine, text, {}, controller.signal);
  await until;
  controller.abort();
  const { run, events } = await running;
  expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
  expect(events.at(-1)).toMatchObject({ kind: 'run-ended', outcome: { kind: 'cancelled' } });
  return run;
}

describe('cancel in each phase of a call: the run ends, the connection is free, the next send works', () => {
  interface Scene {
    /** When the phase has been reached. */
    readonly reached: Promise<unknown>;
    readonly port: number;
    readonly server?: FaultServer;
    readonly lookup?: Lookup;
    readonly proxy?: number;
    readonly body?: string;
  }
  const tls = () => ({ cert: identity.certificate, key: identity.key });
  async function serve(behaviour: FaultBehaviour, secured: boolean): Promise<FaultServer> {
    const server = await startFaultServer(behaviour, secured ? { tls: tls() } : {});
    closing.push(() => server.close());
    return server;
  }
  /** A server that writes this much of an answer. */
  async function writing(bytes: string): Promise<Scene> {
    const written = later<void>();
    const server = await serve({ onRequest: socket => void socket.write(bytes, () => setImmediate(() => written.resolve())) }, true);
    return { server, port: server.port, reached: written.promise };
  }

  const scenes: Readonly<Record<string, () => Promise<Scene>>> = {
    async DNS() {
      const asked = later<void>();
      const lookup: Lookup = () => {
        asked.resolve();
        return new Promise(() => {});
      };
      return { lookup, port: 1, reached: asked.promise };
    },
    async TCP() {
      const deaf = await startDeafPort();
      closing.push(() => deaf.close());
      const asked = later<void>();
      const lookup: Lookup = async () => {
        // The attempt begins in a later turn than the answer.
        setImmediate(() => setImmediate(() => asked.resolve()));
        return [{ address: '127.0.0.1', family: 4 }];
      };
      return { lookup, port: deaf.port, reached: asked.promise };
    },
    async CONNECT() {
      const proxy = await startFaultProxy({ kind: 'other', act: () => undefined });
      closing.push(() => proxy.close());
      return { server: proxy, proxy: proxy.port, port: 443, reached: proxy.firstRequest() };
    },
    async TLS() {
      const hello = later<void>();
      const server = await serve({ onConnection: socket => void socket.once('data', () => hello.resolve()) }, false);
      return { server, port: server.port, reached: hello.promise };
    },
    async send() {
      const server = await serve({ onConnection: socket => void socket.pause() }, true);
      return { port: server.port, reached: server.firstConnection(), body: 'x'.repeat(20_000_000) };
    },
    async wait() {
      const server = await serve({}, true);
      return { server, port: server.port, reached: server.firstRequest() };
    },
    'receive (headers)': () => writing(`${ok}X-A`),
    'receive (body)': () => writing(`${ok}Content-Length: 10\r\n\r\nhello`),
  };

  test.each(Object.keys(scenes))('%s', async name => {
    const scene = await scenes[name]?.();
    if (scene === undefined) throw new Error('no scene');
    const engine = createEngine(noDoors, '0.0.0', undefined, scene.lookup ?? (async () => [{ address: '127.0.0.1', family: 4 }]));
    closing.push(() => engine.dispose());
    const common = { certificates: [authority.certificate] };
    const way = { host, port: 443, address: 'resolved.example', addressPort: scene.port };
    const proxy = scene.proxy === undefined ? null : { url: `http://proxy.example:${scene.proxy}`, noProxy: [] };
    engine.configure(settingsFor(null, { ...common, connectTo: proxy === null ? [way] : [], proxy }));
    const text = `### Cancel\n# @flow anonymous\n${scene.body === undefined ? 'GET' : 'PUT'} https://${host}/secrets/db\n`;
    const run = await cancelled(engine, scene.body === undefined ? text : `${text}\n${scene.body}\n`, scene.reached);
    expect(exchangesOf(run.trace)).toHaveLength(1);
    await scene.server?.idle();

    const next = await serve(answer(`${ok}Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello`), true);
    engine.configure(settingsFor(null, { ...common, connectTo: [{ host, port: 443, address: '127.0.0.1', addressPort: next.port }] }));
    expect((await send(engine, text)).run.headline).toMatch(/^200 /);
  });
});

describe('cancel while a credential is asked', () => {
  const text = '### Cancel\n# @vault acme\nGET /secrets/db?api-version=7.6\n';
  /** Reached when the fake service is asked; it never answers. */
  function hanging(part: 'login' | 'identity'): Promise<void> {
    const asked = later<void>();
    azure[part] = () => {
      asked.resolve();
      return { status: 0, body: '' };
    };
    return asked.promise;
  }

  test.each([
    ['client secret: the token call', 'login', { kind: 'clientSecret', clientId, tenantId: tenant }, {}],
    ['device code: the first call', 'login', { kind: 'deviceCode' }, {}],
    ['managed identity', 'identity', { kind: 'managedIdentity' }, { imds: true }],
  ] as const)('%s', async (_what, part, credential, more) => {
    const environment: Record<string, string> = 'imds' in more ? { AZURE_POD_IDENTITY_AUTHORITY_HOST: azure.identityUrl } : {};
    const engine = azure.engine(credential, environment, { doors: { clientSecret: async () => 'a-client-secret' } });
    const run = await cancelled(engine, text, hanging(part));
    expect(exchangesOf(run.trace)).toHaveLength(2);
    Object.assign(azure, good);
    if (credential.kind !== 'deviceCode') expect((await send(engine, text)).run.headline).toMatch(/^200 /);
  });

  test('device code: between two polls', async () => {
    const shown = later<void>();
    azure.login = seen =>
      seen.path.endsWith('/devicecode')
        ? {
            status: 200,
            body: {
              device_code: 'the-device-code',
              user_code: 'AB-1',
              verification_uri: 'https://microsoft.com/devicelogin',
              expires_in: 900,
              interval: 600,
            },
          }
        : { status: 400, body: { error: 'authorization_pending' } };
    const engine = azure.engine({ kind: 'deviceCode' }, {}, { machine: { showDeviceCode: async () => shown.resolve() } });
    await cancelled(engine, text, shown.promise);
  });

  test('a person who does not answer: the editor, the secret, a prompt', async () => {
    const never =
      <T>(asked: { resolve(): void }) =>
      () => {
        asked.resolve();
        return new Promise<T>(() => {});
      };
    const editor = later<void>();
    await cancelled(azure.engine({ kind: 'editor' }, {}, { doors: { editorToken: never(editor) } }), text, editor.promise);
    const secret = later<void>();
    const withSecret = azure.engine({ kind: 'clientSecret', clientId }, {}, { doors: { clientSecret: never(secret) } });
    await cancelled(withSecret, text, secret.promise);
    const prompt = later<void>();
    const prompting = azure.engine({ kind: 'azureCli' }, {}, { doors: { prompt: never(prompt) } });
    const run = await cancelled(prompting, '### Cancel\n# @prompt name\n# @vault acme\nGET /secrets/{{name}}\n', prompt.promise);
    expect(exchangesOf(run.trace)).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('a tool: it is ended with the run', async () => {
    const started = path.join(folder, 'started');
    writeFileSync(path.join(folder, 'az'), `#!/bin/sh\necho $$ > ${started}.new; mv ${started}.new ${started}; exec sleep 600\n`, {
      mode: 0o755,
    });
    const { existsSync, readFileSync } = await import('node:fs');
    const running = async (): Promise<void> => {
      while (!existsSync(started)) await new Promise(resolve => setImmediate(resolve));
    };
    const engine = azure.engine({ kind: 'azureCli' }, { PATH: `${folder}:/usr/bin:/bin` });
    const controller = new AbortController();
    const sending = send(engine, text, {}, controller.signal);
    await running();
    controller.abort();
    expect((await sending).run.trace.outcome).toEqual({ kind: 'cancelled' });
    const process_ = Number(readFileSync(started, 'utf8'));
    const gone = (): boolean => {
      try {
        process.kill(process_, 0);
        return false;
      } catch {
        return true;
      }
    };
    while (!gone()) await new Promise(resolve => setImmediate(resolve));
  });
});
