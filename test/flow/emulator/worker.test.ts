import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EmulatorStartError, startEmbeddedVaultInWorker } from '../../../src/emulator/emulatorClient.ts';
import { call, errorOf, tokenOf } from './vaultClient.ts';

const path = '/secrets/db-password?api-version=7.6';
let folder: string;
let workerFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvhttp-emulator-'));
  workerFile = join(folder, 'emulator.js');
  await build({
    entryPoints: ['src/emulator/emulatorWorker.ts'],
    ...{ bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20', outfile: workerFile, logLevel: 'error' },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('built and minified it starts in a worker, answers, changes its scenario and stops', async () => {
  const vault = await startEmbeddedVaultInWorker(workerFile, { port: 0, scenario: 'normal' });
  const token = await tokenOf(vault.info);
  expect((await call(vault.info, { path, token })).status).toBe(200);
  vault.setScenario('firewall');
  // The message may still be on its way when the next call arrives.
  await expect.poll(async () => (await call(vault.info, { path, token })).status).toBe(403);
  expect(errorOf(await call(vault.info, { path, token })).inner).toBe('ForbiddenByFirewall');
  await vault.stop();
  await expect(call(vault.info, { path })).rejects.toThrow(/ECONNREFUSED/);
  await vault.stop();
});

test('a port that is taken comes back as an error with its code', async () => {
  const first = await startEmbeddedVaultInWorker(workerFile, { port: 0, scenario: 'normal' });
  try {
    const second = startEmbeddedVaultInWorker(workerFile, { port: first.info.port, scenario: 'normal' });
    await expect(second).rejects.toMatchObject({ name: 'EmulatorStartError', code: 'EADDRINUSE' });
  } finally {
    await first.stop();
  }
});

test('a worker that cannot be loaded comes back as an error', async () => {
  await expect(startEmbeddedVaultInWorker(join(folder, 'absent.js'), { port: 0, scenario: 'normal' })).rejects.toBeInstanceOf(
    EmulatorStartError,
  );
});
