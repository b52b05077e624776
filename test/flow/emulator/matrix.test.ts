import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ControlledVault } from '../../../src/core/model/embeddedVault.ts';
import { matrixGroups } from '../../../src/core/run/matrix/matrixCase.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { matrixMarkdown } from '../../../src/core/run/matrix/matrixTable.ts';
import { type MatrixPorts, runMatrix } from '../../../src/core/run/matrix/runMatrix.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import type { Engine } from '../../../src/protocol/engine.ts';
import { noDoors, send, settingsFor } from '../engine/sendForTest.ts';

let vault: ControlledVault;
let engine: Engine;
let ports: MatrixPorts;

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
  engine = createEngine(noDoors, '0.0.0');
  engine.configure(settingsFor(vault.info, {}));
  ports = {
    info: vault.info,
    control: vault.control,
    now: () => Date.now(),
    send: async (text, environment) => {
      await engine.clearCaches({ vault: null, challenges: true, tokens: true });
      return (await send(engine, text, { environment, document: `kvhttp-matrix:${randomUUID()}` })).run;
    },
  };
});
afterAll(async () => {
  await engine.dispose();
  await vault.stop();
});

const running = new AbortController().signal;

for (const each of matrixCases) {
  test(`${each.group}: ${each.name} -> ${each.status ?? 'no answer'} ${each.cause}`, async () => {
    const [row] = await runMatrix([each], ports, () => undefined, running);
    expect([row?.status, row?.cause, row?.ok]).toEqual([each.status, each.cause, true]);
  });
}

test('the matrix has every group, no row twice, and tells of each row as it comes', async () => {
  expect(new Set(matrixCases.map(each => each.group))).toEqual(new Set(matrixGroups));
  expect(new Set(matrixCases.map(each => each.name)).size).toBe(matrixCases.length);
  const seen: string[] = [];
  const few = matrixCases.slice(0, 3);
  const rows = await runMatrix(few, ports, row => seen.push(row.name), running);
  expect(seen).toEqual(few.map(each => each.name));
  const table = matrixMarkdown(rows);
  expect(table).toContain('3 of 3 causes were found as expected');
  expect(table).not.toMatch(/eyJ|not-real/);
});

test('afterwards nothing is left on, also when it was stopped early', async () => {
  const stop = new AbortController();
  const rows = await runMatrix(matrixCases, ports, () => stop.abort(), stop.signal);
  expect(rows).toHaveLength(1);
  const run = await ports.send('GET /secrets/db-password?api-version=7.6\n', {});
  expect(run.verdict).toBe('expected');
});
