import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asCode, type CopyForm } from '../../../src/core/copy/asCode.ts';
import type { EmbeddedVault } from '../../../src/core/model/embeddedVault.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';

const run = promisify(execFile);

let vault: EmbeddedVault;
let folder = '';
let ca = '';

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
  folder = await mkdtemp(join(tmpdir(), 'kvhttp-copied-'));
  ca = join(folder, 'ca.pem');
  await writeFile(ca, vault.info.caCertificate);
});
afterAll(async () => {
  await vault.stop();
  await rm(folder, { recursive: true, force: true });
});

const value = 'it\'s "x" \\ $HOME `id` %PATH% é';

/** A copied request to the embedded vault: a secret with everything in it that a shell could take for its own. */
function copied(form: CopyForm, name: string = form, text = value): string {
  const headers = [
    ['Authorization', 'Bearer x'],
    ['Content-Type', 'application/json'],
    ['X-Note', "it's $HOME"],
  ] as const;
  const body = new TextEncoder().encode(JSON.stringify({ value: text }));
  return asCode(form, { method: 'PUT', url: `${vault.info.localUrl}/secrets/copied-${name}?api-version=7.6`, headers, body });
}

const environment = () => ({ ...process.env, ACCESS_TOKEN: vault.info.tokens.valid, CURL_CA_BUNDLE: ca, NODE_EXTRA_CA_CERTS: ca });

describe('what is copied runs as it is', () => {
  const hasCurl = process.platform !== 'win32' && spawnSync('curl', ['--version']).status === 0;

  test.skipIf(!hasCurl)('cURL in a shell', async () => {
    const { stdout } = await run('/bin/sh', ['-c', copied('curl')], { env: environment() });
    expect(stdout).toContain(JSON.stringify(value).slice(1, -1));
  });

  test('JavaScript in Node', async () => {
    const file = join(folder, 'copied.mjs');
    await writeFile(file, copied('javascript'));
    const { stdout } = await run(process.execPath, [file], { env: environment() });
    expect(stdout).toContain('200');
    expect(stdout).toContain(JSON.stringify(value).slice(1, -1));
  });
});

describe('a secret that is not in the copy', () => {
  const programs: readonly (readonly [form: CopyForm, command: string, args: readonly string[], needs: readonly string[]])[] = [
    ['curl', '/bin/sh', ['-c'], ['curl', 'jq']],
    ['javascript', process.execPath, ['--input-type=module', '-e'], []],
    ['python', 'python3', ['-c'], ['python3']],
  ];
  const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;
  const missing = ([form, , , needs]: (typeof programs)[number]) =>
    (process.platform === 'win32' && form === 'curl') ||
    (form === 'python' && !hasRequests) ||
    needs.some(program => spawnSync(program, ['--version']).status !== 0);

  for (const program of programs) {
    const [form, command, args] = program;
    test.skipIf(missing(program))(`comes from the environment, and without it the copy fails: ${form}`, async () => {
      const text = copied(form, `hidden-${form}`, '[redacted]');
      const variables = { ...environment(), REQUESTS_CA_BUNDLE: ca };
      await expect(run(command, [...args, text], { env: variables })).rejects.toThrow('SECRET_VALUE');
      const written = `${value}\n\tmore`;
      const { stdout } = await run(command, [...args, text], { env: { ...variables, SECRET_VALUE: written } });
      expect(stdout).toContain(JSON.stringify(written).slice(1, -1));
    });
  }
});
