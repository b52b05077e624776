import { describe, expect, test } from 'vitest';
import type { ControlledVault, EmbeddedVaultControl, EmbeddedVaultInfo } from '../../../src/core/model/embeddedVault.ts';
import type { Run } from '../../../src/core/model/run.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { Matrix, type MatrixDoors } from '../../../src/host/embedded/matrix.ts';
import type { PanelMatrix } from '../../../src/host/trace/shown.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import { aMatrix, englishWords } from '../panel/matrixScenes.ts';

const cases = matrixCases.slice(0, 3);
const good = [...aMatrix({ done: 3 }).runs.values()];

interface Sent {
  readonly signal: AbortSignal;
  finish(run: Run): void;
}

/** A vault and an engine whose sends end when the test says so. */
function setUp(over: Partial<MatrixDoors> = {}) {
  const sent: Sent[] = [];
  const shown: string[] = [];
  const ended: string[] = [];
  const copied: string[] = [];
  const tables: PanelMatrix[] = [];
  const waiting: ((one: Sent) => void)[] = [];
  const send: Engine['send'] = (_ask, _onEvent, signal) =>
    new Promise(finish => {
      const one = { signal, finish };
      (waiting.shift() ?? (each => sent.push(each)))(one);
    });
  const engine = { send, clearCaches: async () => {}, dispose: async () => void ended.push('engine') } as unknown as Engine;
  const control = { setScenario: async () => {}, setFault: async () => {}, mint: async () => 'token' } as unknown as EmbeddedVaultControl;
  const info = { vaultResourceId: '/vault', managementUrl: 'https://localhost' } as unknown as EmbeddedVaultInfo;
  const vault = { info, control, stop: async () => void ended.push('vault') } as unknown as ControlledVault;
  const tell = (what: string) => (table: PanelMatrix) => {
    tables.push(table);
    shown.push(`${what} ${table.model.state} ${table.model.done}`);
  };
  let count = 0;
  const matrix = new Matrix({
    cases,
    view: { showMatrix: tell('show'), updateMatrix: tell('update') },
    words: englishWords,
    startVault: async () => vault,
    createEngine: () => engine,
    inWords: run => run,
    newId: () => `id-${++count}`,
    now: () => 0,
    copy: text => copied.push(text),
    ...over,
  });
  const next = async (): Promise<Sent> => sent.shift() ?? new Promise(resolve => waiting.push(resolve));
  const finish = async (run = good[0] as Run) => (await next()).finish(run);
  const finishAll = async () => {
    for (const run of good) await finish(run);
  };
  return { matrix, shown, ended, copied, tables, next, finish, finishAll, vault };
}

test('it is shown at once, grows row by row, and ends vault and engine', async () => {
  const { matrix, shown, ended, finishAll } = setUp();
  const done = matrix.run();
  expect(shown).toEqual(['show running 0']);
  await finishAll();
  expect(await done).toEqual({ state: 'done', ok: 3, of: 3 });
  expect(shown).toEqual(['show running 0', 'update running 1', 'update running 2', 'update running 3', 'update done 3']);
  expect(ended).toEqual(['engine', 'vault']);
});

test('its runs are kept by their ids until the next one, or until it is dropped', async () => {
  const { matrix, tables, finishAll } = setUp();
  const done = matrix.run();
  await finishAll();
  await done;
  expect([...(tables.at(-1)?.runs.keys() ?? [])]).toEqual(['row-1', 'row-2', 'row-3']);
  expect(matrix.runOf('row-2')).toBe(good[1]);
  expect(matrix.runOf('row-9')).toBeUndefined();
  const again = matrix.run();
  expect(matrix.runOf('row-2')).toBeUndefined();
  matrix.drop();
  expect((await again).state).toBe('cancelled');
});

test('asked for again while it runs, the same one is shown', async () => {
  const { matrix, shown, finishAll } = setUp();
  const first = matrix.run();
  expect(matrix.run()).toBe(first);
  expect(shown).toEqual(['show running 0', 'show running 0']);
  await finishAll();
  await first;
});

describe('cancelled', () => {
  test('it says so at once; the row that was under way is none; vault and engine end', async () => {
    const { matrix, shown, ended, next, finish } = setUp();
    const done = matrix.run();
    await finish(good[0]);
    const second = await next();
    matrix.cancel();
    expect(second.signal.aborted).toBe(true);
    expect(shown.at(-1)).toBe('update cancelled 1');
    second.finish(good[1] as Run);
    expect(await done).toEqual({ state: 'cancelled', ok: 1, of: 3 });
    expect(shown.at(-1)).toBe('update cancelled 1');
    expect(ended).toEqual(['engine', 'vault']);
  });

  test('it can be run again while the one before still ends', async () => {
    const { matrix, shown, next, finishAll } = setUp();
    const first = matrix.run();
    const stuck = await next();
    matrix.cancel();
    const second = matrix.run();
    stuck.finish(good[0] as Run);
    await finishAll();
    expect((await first).state).toBe('cancelled');
    expect((await second).state).toBe('done');
    expect(shown.at(-1)).toBe('update done 3');
  });

  test('dropped, because its panel was closed, it tells nobody any more', async () => {
    const { matrix, shown, next } = setUp();
    const done = matrix.run();
    const first = await next();
    matrix.drop();
    const told = shown.length;
    first.finish(good[0] as Run);
    expect((await done).state).toBe('cancelled');
    expect(shown.length).toBe(told);
    expect(matrix.runOf('row-1')).toBeUndefined();
  });
});

describe('what fails is told in the table', () => {
  test('a vault that does not start', async () => {
    const { matrix, tables } = setUp({ startVault: async () => Promise.reject(new Error('address in use')) });
    expect(await matrix.run()).toEqual({ state: 'failed', ok: 0, of: 3 });
    expect(tables.at(-1)?.model).toMatchObject({ headline: 'The matrix did not start', reason: 'address in use' });
  });

  test('an engine that cannot be made; the vault ends', async () => {
    const { matrix, tables, ended } = setUp({
      createEngine: () => {
        throw new Error('no worker');
      },
    });
    expect((await matrix.run()).state).toBe('failed');
    expect(tables.at(-1)?.model.reason).toBe('no worker');
    expect(ended).toEqual(['vault']);
  });

  test('an engine that dies: its run is no row', async () => {
    const { matrix, tables, finish } = setUp();
    const done = matrix.run();
    await finish(good[0]);
    const died = englishWords.findingOf('net-engine-died');
    await finish({ ...(good[1] as Run), findings: [died] });
    expect(await done).toEqual({ state: 'failed', ok: 1, of: 3 });
    expect(tables.at(-1)?.model).toMatchObject({ headline: 'The matrix broke off after 1 of 3 rows', reason: died.title });
  });
});

test('a row that differs counts as one', async () => {
  const { matrix, finish } = setUp();
  const done = matrix.run();
  await finish(good[0]);
  await finish(good[0]);
  await finish(good[2]);
  expect(await done).toEqual({ state: 'done', ok: 2, of: 3 });
});

test('it is copied as Markdown', async () => {
  const { matrix, copied, finishAll } = setUp();
  await matrix.copy();
  const done = matrix.run();
  await finishAll();
  await done;
  await matrix.copy();
  expect(copied).toEqual([expect.stringContaining('| token | expired | 401 |')]);
});
