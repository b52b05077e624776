import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import { exchangesOf } from '../../../src/core/timeline/foldTrace.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import { noDoors, send, settingsFor } from './sendForTest.ts';
import { expectGolden, transcript } from './transcript.ts';

let vault: EmbeddedVault;
const engines: Engine[] = [];

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
afterAll(async () => {
  await Promise.all(engines.map(engine => engine.dispose()));
  await vault.stop();
});

function newEngine(): Engine {
  const engine = createEngine(noDoors, '0.0.0');
  engine.configure(settingsFor(vault.info));
  engines.push(engine);
  return engine;
}

const name = (): string => vault.info.objects.secrets[0] ?? '';
const read = (directives = ''): string =>
  `### Read\n# @name readSecret\n# @vault sample\n${directives}GET /secrets/${name()}?api-version=7.6\n`;

interface Golden {
  readonly name: string;
  readonly directives: string;
  readonly warm?: boolean;
}
const goldens: readonly Golden[] = [
  { name: 'no token', directives: '' },
  { name: 'cached token', directives: '', warm: true },
  { name: 'expired token', directives: '# @token expired\n' },
  { name: 'rest', directives: '# @flow rest\n' },
  { name: 'trailing slash', directives: '# @flow rest\n# @resource https://vault.azure.net/\n' },
  { name: 'management audience', directives: '# @flow rest\n# @resource https://management.azure.com\n' },
  { name: 'anonymous', directives: '# @flow anonymous\n' },
  { name: 'challenge fresh', directives: '# @challenge fresh\n', warm: true },
  { name: 'v1', directives: '# @token-endpoint v1\n' },
  { name: 'wrong secret', directives: '# @credential sample-expired-secret\n' },
  { name: 'no cached token', directives: '# @token cached\n' },
  { name: 'no role', directives: '# @credential sample-no-role\n' },
];

describe('golden transcripts', () => {
  test.each(goldens)('$name', async ({ name: golden, directives, warm }) => {
    const engine = newEngine();
    if (warm) await send(engine, read());
    const { run } = await send(engine, read(directives));
    expectGolden(golden, transcript(run, vault.info));
  });

  test('the expired situation comes out the same, warm or cold', async () => {
    const engine = newEngine();
    await send(engine, read());
    const { run } = await send(engine, read('# @token expired\n'));
    expectGolden('expired token', transcript(run, vault.info));
  });
});

describe('what a run is made of', () => {
  test('events that left fold into the run that left', async () => {
    const { foldTrace } = await import('../../../src/core/timeline/foldTrace.ts');
    const { run, events } = await send(newEngine(), read());
    expect(foldTrace(events)).toEqual(run.trace);
  });

  test('every call has its phases and its peer', async () => {
    const { run } = await send(newEngine(), read());
    for (const { phases, connection } of exchangesOf(run.trace)) {
      expect(phases.wait).toEqual(expect.any(Number));
      expect(connection?.remoteAddress).toBe(`127.0.0.1:${vault.info.port}`);
    }
  });

  test('a PUT sends its body once, with the token', async () => {
    const engine = newEngine();
    const { run } = await send(
      engine,
      '### Set\n# @vault sample\nPUT /secrets/flow-test?api-version=7.6\nContent-Type: application/json\n\n{"value":"v-1"}\n',
    );
    expect(exchangesOf(run.trace).map(({ purpose, request }) => [purpose, request.body?.length ?? 0])).toEqual([
      ['challenge', 0],
      ['token', expect.any(Number)],
      ['request', expect.any(Number)],
    ]);
    expect(run.headline).toMatch(/^200 after the usual 401 handshake · 3 calls · /);
  });

  test('assertions are evaluated', async () => {
    const { run } = await send(
      newEngine(),
      `${read()}?? calls == 401 token 200\n?? token.aud == https://vault.azure.net\n?? status == 500\n`,
    );
    expect(run.assertions.map(one => [one.ok, one.actual])).toEqual([
      [true, '401 token 200'],
      [true, 'https://vault.azure.net'],
      [false, '200'],
    ]);
  });

  test('an answer can be referred to', async () => {
    const engine = newEngine();
    const text = `${read()}\n### Again\n# @vault sample\nGET {{readSecret.response.body.$.id}}?api-version=7.6\n`;
    await send(engine, text);
    const { run } = await send(engine, text, { selector: { kind: 'line', line: 6 } });
    expect(run.trace.request.url).toContain(`/secrets/${name()}`);
    expect(run.headline).toMatch(/^200 with the cached token · 1 call/);
  });
});

test('50 parallel cold sends: 1 probe, 1 token call, 50 answers', async () => {
  const engine = newEngine();
  const runs = await Promise.all(Array.from({ length: 50 }, () => send(engine, read())));
  const exchanges = runs.flatMap(({ run }) => exchangesOf(run.trace));
  expect(exchanges.filter(one => one.purpose === 'challenge')).toHaveLength(1);
  expect(exchanges.filter(one => one.purpose === 'token')).toHaveLength(1);
  expect(runs.map(({ run }) => run.headline.slice(0, 3))).toEqual(Array.from({ length: 50 }, () => '200'));
});
