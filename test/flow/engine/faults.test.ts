import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine, EngineSettings, HostDoors } from '../../../src/protocol/engine.ts';
import { askFor, noDoors, send, settingsFor } from './sendForTest.ts';
import { expectGolden, transcript } from './transcript.ts';

let vault: EmbeddedVault;
const engines: Engine[] = [];

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
beforeEach(() => vault.setScenario('normal'));
afterAll(async () => {
  await Promise.all(engines.map(engine => engine.dispose()));
  await vault.stop();
});

function newEngine(override: Partial<EngineSettings> = {}, doors: HostDoors = noDoors): Engine {
  const engine = createEngine(doors, '0.0.0');
  engine.configure(settingsFor(vault.info, override));
  engines.push(engine);
  return engine;
}

const read = '### Read\n# @vault sample\nGET /secrets/api-key?api-version=7.6\n';

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

describe('golden transcripts of faults', () => {
  test('refused connection', async () => {
    const port = await closedPort();
    const engine = newEngine({ connectTo: [{ host: 'acme.vault.azure.net', port: 443, address: '127.0.0.1', addressPort: port }] });
    const { run } = await send(engine, 'GET https://acme.vault.azure.net/secrets/db?api-version=7.6\n');
    expectGolden('refused connection', transcript(run, vault.info));
  });

  test('a page instead of the vault', async () => {
    vault.setScenario('proxy-page');
    const { run } = await send(newEngine(), read);
    expectGolden('proxy page', transcript(run, vault.info));
  });

  test('token endpoint answers HTML', async () => {
    const engine = newEngine();
    await send(engine, read);
    vault.setScenario('proxy-page');
    const { run } = await send(engine, read.replace('GET', '# @token fresh\nGET'));
    expectGolden('token endpoint answers HTML', transcript(run, vault.info));
  });

  test.each([
    ['unknown vault', '### Read\n# @vault nowhere\nGET /secrets/x?api-version=7.6\n'],
    ['unset variable', '### Read\n# @vault sample\nGET /secrets/{{nobody}}?api-version=7.6\n'],
    ['no request line', '### Read\n# @vault sample\nhello there, general\n'],
    ['no request', '# nothing here\n'],
    ['foreign host', '### Read\n# @credential sample\nGET https://acme.vault.azure.net.evil.example/secrets/x\n'],
  ])('%s: nothing is sent', async (name, text) => {
    const { run } = await send(newEngine(), text, { defaultVault: null });
    expect(exchangesOf(run.trace)).toEqual([]);
    expect(run.trace.outcome.kind).toBe('blocked');
    expectGolden(name, transcript(run, vault.info));
  });
});

describe('cancel', () => {
  test('a server that never answers: the run ends as cancelled and the next one works', async () => {
    const sockets = new Set<{ destroy(): void }>();
    const silent = createServer(socket => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    });
    const port = await listen(silent);
    const connected = once(silent, 'connection');
    const engine = newEngine({ connectTo: [{ host: 'acme.vault.azure.net', port: 443, address: '127.0.0.1', addressPort: port }] });
    const controller = new AbortController();
    const running = send(engine, 'GET https://acme.vault.azure.net/secrets/db?api-version=7.6\n', {}, controller.signal);
    const [socket] = await connected;
    const freed = once(socket, 'close');
    controller.abort();
    const { run, events } = await running;
    expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
    expect(events.at(-1)).toMatchObject({ kind: 'run-ended', outcome: { kind: 'cancelled' } });
    await freed;
    expect((await send(engine, read)).run.headline).toMatch(/^200 /);
    silent.close();
  });

  test('before the start', async () => {
    const { run } = await send(newEngine(), read, {}, AbortSignal.abort());
    expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
    expect(exchangesOf(run.trace)).toEqual([]);
  });

  test('a prompt that is still open', async () => {
    const controller = new AbortController();
    const doors: HostDoors = {
      ...noDoors,
      prompt: async () => {
        controller.abort();
        return 'x';
      },
    };
    const { run } = await send(
      newEngine({}, doors),
      '### Read\n# @prompt name\n# @vault sample\nGET /secrets/{{name}}?api-version=7.6\n',
      {},
      controller.signal,
    );
    expect(run.trace.outcome).toEqual({ kind: 'cancelled' });
  });
});

describe('trust', () => {
  test('an untrusted workspace reaches the embedded vault and nothing else', async () => {
    const engine = newEngine({ trusted: false });
    expect((await send(engine, read)).run.headline).toMatch(/^200 /);
    for (const url of ['https://acme.vault.azure.net/x', 'http://127.0.0.1:1/x', 'https://example.com/x']) {
      const { run } = await send(engine, `# @flow anonymous\nGET ${url}\n`);
      expect(run.trace.outcome).toMatchObject({ kind: 'blocked' });
      expect(exchangesOf(run.trace)).toEqual([]);
    }
  });

  test('an engine that nobody configured trusts nobody', async () => {
    const engine = createEngine(noDoors, '0.0.0');
    engines.push(engine);
    const { run } = await send(engine, 'GET https://acme.vault.azure.net/x\n', { defaultVault: null });
    expect(run.trace.outcome).toMatchObject({ kind: 'blocked', code: 'untrusted-workspace' });
  });
});

describe('canaries', () => {
  test('no client secret, token or vault secret leaves in events, runs or the redacted HAR', async () => {
    const canary = 'canary-Secret+Value/9=';
    const client = vault.info.clients[0];
    const own = { name: 'mine', kind: 'clientSecret' as const, clientId: client?.clientId ?? '', tenantId: vault.info.tenantId };
    const doors: HostDoors = { ...noDoors, clientSecret: async () => client?.clientSecret };
    const engine = newEngine({ credentials: [own] }, doors);
    const put = `### Set\n# @vault sample\n# @credential mine\nPUT /secrets/canary?api-version=7.6\nContent-Type: application/json\n\n{"value":"${canary}"}\n`;
    const get =
      '### Get\n# @vault sample\n# @credential mine\nGET /secrets/canary?api-version=7.6\n?? body.value == nothing\n?? body contains zzz\n';
    const given = `### Given\n# @vault sample\n# @token {{jwt}}\n@jwt = ${vault.info.tokens.valid}\nGET /secrets/canary?api-version=7.6\n`;
    const header = `### Header\n# @vault sample\nGET /secrets/canary?api-version=7.6\nAuthorization: Bearer ${vault.info.tokens.valid}\n`;
    const left: string[] = [];
    const tokens = new Set<string>([vault.info.tokens.valid]);
    for (const text of [put, get, given, header, get.replace('@vault', '@flow rest\n# @vault')]) {
      const { run, events } = await send(engine, text);
      expect(run.trace.outcome).toMatchObject({ kind: 'answered' });
      left.push(JSON.stringify({ run, events }, bytesAsText), (await engine.exportHar(run.trace.id, false)) ?? '');
      for (const { id } of exchangesOf(run.trace)) {
        const headers = await engine.reveal(run.trace.id, id, 'request-headers');
        const token = /Authorization: Bearer (\S+)/.exec(headers ?? '')?.[1];
        if (token !== undefined) tokens.add(token);
      }
    }
    expect(tokens.size).toBeGreaterThanOrEqual(2);
    const signatures = [...tokens].map(token => token.split('.')[2] ?? '');
    for (const secret of [canary, client?.clientSecret ?? '', ...signatures]) {
      expect(secret.length).toBeGreaterThan(8);
      for (const form of [
        secret,
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
        Buffer.from(secret).toString('base64'),
      ]) {
        expect(left.some(text => text.includes(form))).toBe(false);
      }
    }
  });

  test('the user can still reveal and export them', async () => {
    const engine = newEngine();
    const { run } = await send(engine, read);
    const [, token, request] = exchangesOf(run.trace);
    expect(await engine.reveal(run.trace.id, token?.id ?? 0, 'request-body')).toContain('client_secret=');
    expect(await engine.reveal(run.trace.id, request?.id ?? 0, 'request-headers')).toMatch(/Authorization: Bearer ey/);
    expect(await engine.exportHar(run.trace.id, true)).toMatch(/Bearer ey/);
    expect(await engine.reveal(askFor('').id, 0, 'response-body')).toBeUndefined();
  });

  test('@no-log keeps headers and bodies out of everything', async () => {
    const engine = newEngine();
    const { run, events } = await send(engine, read.replace('GET', '# @no-log\nGET'));
    const exchanges = exchangesOf(run.trace);
    expect(exchanges.length).toBe(3);
    for (const { request, outcome } of exchanges) {
      expect([request.headers, request.body]).toEqual([[], undefined]);
      expect(outcome.kind === 'response' && outcome.response.headers.length + outcome.response.body.bytes.length).toBe(0);
    }
    expect(JSON.stringify(events)).not.toContain('client_credentials');
    expect(await engine.exportHar(run.trace.id, true)).not.toContain('client_credentials');
    expect(await engine.reveal(run.trace.id, 1, 'request-body')).toBeUndefined();
  });
});

describe('caches of the engine', () => {
  test('facts of a vault, and forgetting them', async () => {
    const engine = newEngine();
    const unknown = { vault: 'sample', tenant: null, resource: null, tokenAudience: null, tokenExpiresAt: null };
    expect(await engine.vaultFacts()).toEqual([unknown]);
    await send(engine, read);
    expect(await engine.vaultFacts()).toEqual([
      {
        vault: 'sample',
        tenant: vault.info.tenantId,
        resource: 'https://vault.azure.net',
        tokenAudience: 'https://vault.azure.net',
        tokenExpiresAt: expect.any(Number),
      },
    ]);
    await engine.clearCaches({ vault: 'sample', challenges: false, tokens: true });
    expect((await send(engine, read)).run.headline).toMatch(/^200 with a new token · 2 calls/);
    await engine.clearCaches({ vault: null, challenges: true, tokens: true });
    expect(await engine.vaultFacts()).toEqual([unknown]);
  });
});

function bytesAsText(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
}
