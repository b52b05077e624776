import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/runCli.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { call, errorOf } from './vaultClient.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvhttp-cli-'));
  await build({
    entryPoints: { engine: 'src/engine/engineWorker.ts', emulator: 'src/emulator/emulatorWorker.ts' },
    ...{ bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', outdir: folder, logLevel: 'error' },
  });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Session {
  readonly output: () => string;
  readonly errors: () => string;
  /** Resolves with the first thing that was written after this many characters. */
  readonly written: (after: number) => Promise<string>;
  readonly stop: () => void;
  readonly ended: Promise<number>;
}

function run(args: readonly string[], lines?: AsyncIterable<string>): Session {
  let output = '';
  let errors = '';
  const waiting: (() => void)[] = [];
  const stop = new AbortController();
  const terminal: Terminal = {
    out: text => {
      output += text;
      for (const tell of waiting.splice(0)) tell();
    },
    err: text => {
      errors += text;
    },
    readInput: async () => '',
    readInputBytes: async () => new Uint8Array(),
    ask: async () => undefined,
    ...(lines === undefined ? {} : { lines: () => lines }),
    ...{ env: {}, colour: false, columns: 120, now: () => Date.now() },
  };
  const context = { terminal, engineFile: join(folder, 'engine.js'), emulatorFile: join(folder, 'emulator.js'), signal: stop.signal };
  return {
    output: () => output,
    errors: () => errors,
    written: async after => {
      while (output.length <= after) await new Promise<void>(resolve => waiting.push(resolve));
      return output.slice(after);
    },
    stop: () => stop.abort(),
    ended: runCli(args, context),
  };
}

test('the matrix finds every cause, as JSON and as a table', async () => {
  const session = run(['matrix', '--embedded', '--json']);
  expect(await session.ended).toBe(0);
  const { rows, ok, of } = JSON.parse(session.output());
  expect(rows.filter((row: { ok: boolean }) => !row.ok)).toEqual([]);
  expect([ok, of]).toEqual([rows.length, rows.length]);
  expect(session.output()).not.toMatch(/eyJ|not-real|sample-not-a-secret/);
}, 120_000);

test('the matrix says where it runs', async () => {
  const session = run(['matrix']);
  expect([await session.ended, session.errors()]).toEqual([2, expect.stringContaining('--embedded')]);
});

test('the token lab tells which rules fire, and that this is possible here alone', async () => {
  const session = run(['lab', '--claim', 'aud=https://vault.azure.net/', '--claim', 'exp=-10', '--json']);
  expect(await session.ended).toBe(0);
  const { note, status, findings } = JSON.parse(session.output());
  expect(note).toMatch(/^Possible only here/);
  expect([status, findings.map((finding: { cause: string }) => finding.cause)]).toEqual([
    401,
    expect.arrayContaining(['wrong-audience-trailing-slash', 'expired-token']),
  ]);
  expect(session.output()).not.toMatch(/eyJ[\w-]+\.eyJ/);
}, 60_000);

for (const [args, text] of [
  [['lab', '--signature', 'good'], '--signature'],
  [['lab', '--claim', 'aud'], 'NAME=VALUE'],
  [['lab', '--path', 'https://elsewhere.example/'], '--path'],
  [['emulator', '--fault', 'nonsense'], 'unknown fault'],
  [['emulator', '--scenario', 'nonsense'], 'unknown scenario'],
  [['emulator', '--clock', 'soon'], 'whole seconds'],
] as const) {
  test(`wrong usage: ${args.join(' ')}`, async () => {
    const session = run(args);
    expect([await session.ended, session.errors()]).toEqual([2, expect.stringContaining(text)]);
  });
}

/** Lines that a test gives one at a time. */
function typed(): { readonly lines: AsyncIterable<string>; readonly type: (line: string) => void } {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  return { lines: readable, type: line => void writer.write(line) };
}

test('a running emulator obeys what is typed, and keeps its secrets in the file that was named', async () => {
  const snapshot = join(folder, 'vault.json');
  const { lines, type } = typed();
  const session = run(['emulator', '--json', '--snapshot', snapshot, '--credentials-out', join(folder, 'credentials')], lines);
  await session.written(0);
  const order = async (line: string): Promise<string> => {
    const before = session.output().length;
    type(line);
    return session.written(before);
  };
  expect(await order('scenario firewall')).toBe('scenario firewall\n');
  expect(await order('fault token:portal-page')).toContain('portal-page');
  expect(await order('fault none')).toContain('none');
  expect(await order('clock -60')).toContain('-60 s');
  expect(await order('approve NOSUCHONE')).toContain('no such code');
  expect(await order('mint exp=+60')).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+\n$/);
  expect(await order('sing')).toContain('means nothing here');
  expect(await order('scenario sing')).toContain('unknown scenario');
  expect(await readFile(join(folder, 'credentials', 'client.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  session.stop();
  expect(await session.ended).toBe(0);
  expect(JSON.parse(await readFile(snapshot, 'utf8')).secrets.map((secret: { name: string }) => secret.name)).toContain('db-password');
  if (process.platform !== 'win32') expect((await stat(snapshot)).mode & 0o077).toBe(0);
}, 60_000);

test('started with a fault and a scenario it has them from the first call on', async () => {
  const ca = join(folder, 'ca.pem');
  const session = run(['emulator', '--json', '--scenario', 'no-role', '--fault', 'token:portal-page', '--ca-out', ca]);
  const json = JSON.parse(await session.written(0));
  const info = { ...json, port: Number(new URL(json.localUrl).port), caCertificate: await readFile(ca, 'utf8') };
  const reply = await call(info, { path: '/secrets/db-password?api-version=7.6', token: json.tokens.valid });
  expect(errorOf(reply).inner).toBe('ForbiddenByRbac');
  const discovery = await call(info, { path: `/${json.tenantId}/discovery/keys`, host: `localhost:${info.port}` });
  expect(discovery.headers['content-type']).toContain('text/html');
  session.stop();
  expect(await session.ended).toBe(0);
}, 60_000);

test('without --json it tells a person where everything is', async () => {
  const session = run(['emulator']);
  const text = await session.written(0);
  session.stop();
  expect(await session.ended).toBe(0);
  expect(text.split('\n')[0]).toBe('The embedded vault is running; Ctrl-C stops it. Everything in it is made up and gone when it stops.');
  const facts = text.split('\n').map(line => line.trim().split(/\s+/)[0]);
  expect([...new Set(facts.slice(1, 6))]).toEqual(['vault', 'HSM', 'authority', 'management', 'CA']);
  expect(text).toMatch(/--connect-to kvhttp--sample\.managedhsm\.azure\.net=127\.0\.0\.1:\d+\)/);
}, 60_000);
