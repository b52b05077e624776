import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvhttp-ending-'));
  await build({
    entryPoints: { cli: 'src/cli/main.ts', emulator: 'src/emulator/emulatorWorker.ts' },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', outdir: folder, logLevel: 'error' },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// SIGHUP is what a terminal says that is closed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test.skipIf(process.platform === 'win32')(
    `${signal} ends the embedded vault in order: the snapshot is kept, no key file is left`,
    async () => {
      const [snapshot, arcFolder] = [join(folder, `${signal}.json`), join(folder, signal)];
      await mkdir(arcFolder);
      const options = ['emulator', '--json', '--snapshot', snapshot, '--arc-folder', arcFolder];
      const child = spawn(process.execPath, [join(folder, 'cli.js'), ...options], { stdio: ['pipe', 'pipe', 'ignore'] });
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const info = JSON.parse(line) as { managedIdentities: { name: string; environment: Record<string, string> }[] };
      const arc = info.managedIdentities.find(({ name }) => name === 'azureArc')?.environment.IDENTITY_ENDPOINT ?? '';
      expect(await statusOf(`${arc}?api-version=2020-06-01&resource=https://vault.azure.net`)).toBe(401);
      expect(await readdir(arcFolder)).toHaveLength(1);
      const exited = once(child, 'exit');
      child.kill(signal);
      expect(await exited).toEqual([0, null]);
      expect(await readFile(snapshot, 'utf8')).toContain('db-password');
      expect(await readdir(arcFolder)).toEqual([]);
    },
  );
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { Metadata: 'true' }, agent: false }, response => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
