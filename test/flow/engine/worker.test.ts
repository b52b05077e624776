import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import type { TraceEvent } from '../../../src/core/model/trace.ts';
import { exchangesOf, foldTrace } from '../../../src/core/timeline/foldTrace.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngineClient, type EngineClient, type EngineClientOptions } from '../../../src/engine/engineClient.ts';
import type { HostDoors } from '../../../src/protocol/engine.ts';
import { askFor, noDoors, send, settingsFor } from './sendForTest.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kvhttp-engine-'));
const workerFile = path.join(folder, 'engine.js');
const clients: EngineClient[] = [];
let vault: EmbeddedVault;

beforeAll(async () => {
  const [started] = await Promise.all([
    startEmbeddedVault({ port: 0, scenario: 'normal' }),
    build({
      entryPoints: ['src/engine/engineWorker.ts'],
      outfile: workerFile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
    }),
  ]);
  vault = started;
});
afterAll(async () => {
  await Promise.all(clients.map(client => client.dispose()));
  await vault.stop();
  rmSync(folder, { recursive: true });
});

function newClient(file = workerFile, doors: HostDoors = noDoors, options?: EngineClientOptions): EngineClient {
  const client = createEngineClient(file, doors, options);
  client.configure(settingsFor(vault.info));
  clients.push(client);
  return client;
}

/** A worker whose whole program is this text. */
function workerOf(name: string, program: string): string {
  const file = path.join(folder, `${name}.js`);
  writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${program}`);
  return file;
}

const read = '### Read\n# @name readSecret\n# @vault sample\nGET /secrets/api-key?api-version=7.6\n';

describe('the engine in its worker', () => {
  test('sends, reports, remembers', async () => {
    const client = newClient();
    const { run, events } = await send(client, read);
    expect(run.headline).toMatch(/^200 after the usual 401 handshake · 3 calls/);
    expect(foldTrace(events)).toEqual(run.trace);
    for (const { outcome } of exchangesOf(run.trace)) {
      const bytes = outcome.kind === 'response' ? outcome.response.body.bytes : new Uint8Array();
      // Nothing but the body itself came over: no shared buffer with other calls' bytes.
      expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
    }
    expect((await send(client, read)).run.headline).toMatch(/^200 with the cached token · 1 call/);
    expect((await client.vaultFacts())[0]).toMatchObject({ vault: 'sample', resource: 'https://vault.azure.net' });
    expect(await client.reveal(run.trace.id, 2, 'request-headers')).toContain('Bearer ey');
    expect(await client.exportHar(run.trace.id, false)).toContain('"version": "1.2"');
    await client.clearCaches({ vault: null, challenges: true, tokens: true });
    expect((await send(client, read)).run.headline).toMatch(/3 calls/);
  });

  test('what happens is told while it happens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const called = once(server, 'request') as Promise<[unknown, ServerResponse]>;
    const { port } = server.address() as AddressInfo;
    const heard: string[] = [];
    // The server answers only once the host has heard of the call.
    const onEvent = async ({ kind }: TraceEvent) => {
      heard.push(kind);
      if (kind === 'exchange-started') (await called)[1].end('ok');
    };
    const run = await newClient().send(
      askFor(`### Ask\n# @flow anonymous\nGET http://127.0.0.1:${port}/\n`),
      onEvent,
      new AbortController().signal,
    );
    server.close();
    expect(run.headline).toMatch(/^200 /);
    expect(heard).toEqual(['run-started', 'exchange-started', 'exchange-ended', 'run-ended']);
  });

  test('doors lead to the host; one that fails has nothing to give', async () => {
    const asked: string[] = [];
    const doors: HostDoors = {
      ...noDoors,
      prompt: async name => {
        asked.push(name);
        return 'api-key';
      },
      clientSecret: async () => {
        throw new Error('no keyring');
      },
    };
    const client = newClient(workerFile, doors);
    const prompted = await send(client, '### Read\n# @prompt which\n# @vault sample\nGET /secrets/{{which}}?api-version=7.6\n');
    expect(asked).toEqual(['which']);
    expect(prompted.run.headline).toMatch(/^200 /);
    client.configure(settingsFor(vault.info, { credentials: [{ name: 'mine', kind: 'clientSecret', clientId: 'x' }] }));
    const { run } = await send(client, read.replace('GET', '# @credential mine\nGET'));
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code: 'secret-missing' });
  });

  test('cancel', async () => {
    const controller = new AbortController();
    const doors: HostDoors = {
      ...noDoors,
      prompt: async () => {
        controller.abort();
        return 'x';
      },
    };
    const client = newClient(workerFile, doors);
    const { run } = await send(
      client,
      '### Read\n# @prompt a\n# @vault sample\nGET /secrets/{{a}}?api-version=7.6\n',
      {},
      controller.signal,
    );
    expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
  });

  test('nothing starts before it is needed, and questions do not count as need', async () => {
    const client = newClient(path.join(folder, 'does-not-exist.js'));
    expect(await client.vaultFacts()).toEqual([]);
    expect(await client.reveal(askFor('').id, 0, 'request-body')).toBeUndefined();
    await client.clearCaches({ vault: null, challenges: true, tokens: true });
    await client.dispose();
  });
});

describe('a worker that is gone', () => {
  /** Dies on the first call while the file `flag` is absent; hands over to the real engine afterwards. */
  const diesOnce = (name: string, how: string): string =>
    workerOf(
      name,
      `const fs = require('node:fs'); const flag = ${JSON.stringify(path.join(folder, `${name}.flag`))};
       if (fs.existsSync(flag)) require(${JSON.stringify(workerFile)});
       else { parentPort.postMessage({ type: 'ready' }); parentPort.on('message', m => { if (m.type === 'call') { fs.writeFileSync(flag, ''); begin(m.call, m.what.ask.id); ${how} } }); }
       function begin(call, id) {
         const request = { method: 'GET', url: 'https://acme.vault.azure.net/', headers: [], body: undefined };
         const facts = { name: 'x', title: null, method: 'GET', url: request.url, vault: null, credential: null, flow: 'sdk', line: 0 };
         parentPort.postMessage({ type: 'event', call, event: { kind: 'run-started', id, startedAt: 5, request: facts } });
         parentPort.postMessage({ type: 'event', call, event: { kind: 'exchange-started', id: 0, at: 1, purpose: 'challenge', request } });
       }`,
    );
  const quick: EngineClientOptions = { pingEveryMs: 50, silenceMs: 2_000, startMs: 30_000 };

  test.each([
    ['exits', 'setTimeout(() => process.exit(3), 20);', undefined],
    ['throws', 'setTimeout(() => { throw new Error("our fault"); }, 20);', undefined],
    ['hangs', 'setTimeout(() => { for (;;); }, 20);', quick],
  ] as const)('that %s: the run ends with a finding, the next send works', async (name, how, options) => {
    const client = newClient(diesOnce(name, how), noDoors, options);
    const events: TraceEvent[] = [];
    const run = await client.send(askFor(read), event => events.push(event), new AbortController().signal);
    expect(run.verdict).toBe('failure');
    expect(run.findings.map(finding => finding.cause)).toEqual(['net-engine-died']);
    expect(run.trace.outcome).toMatchObject({ kind: 'failed', exchange: 0 });
    expect(exchangesOf(run.trace)[0]?.outcome).toMatchObject({ kind: 'failed', failure: { code: 'net-engine-died' } });
    expect(foldTrace(events)).toEqual(run.trace);
    const next = await send(client, read);
    expect(next.run.headline).toMatch(/^200 /);
  });

  test('that never starts', async () => {
    const { run } = await send(newClient(path.join(folder, 'nowhere.js')), read);
    expect(run.findings.map(finding => finding.cause)).toEqual(['net-engine-died']);
    expect(run.trace.outcome).toMatchObject({ kind: 'failed', exchange: null });
  });

  test('after dispose', async () => {
    const client = newClient();
    client.warm();
    await client.dispose();
    expect((await send(client, read)).run.trace.outcome).toMatchObject({ kind: 'failed' });
  });
});

test('the client brings no transport into the thread of its host', async () => {
  const { metafile } = await build({
    entryPoints: ['src/engine/engineClient.ts'],
    bundle: true,
    platform: 'node',
    write: false,
    metafile: true,
  });
  expect(
    Object.keys(metafile.inputs).filter(file => /undici|src\/transport|src\/core\/(?:auth|language|resolve|diagnosis)/.test(file)),
  ).toEqual([]);
});
