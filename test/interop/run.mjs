#!/usr/bin/env node
// @ts-check
// npm run test:interop: the official Azure clients, unchanged, against the embedded vault of dist/. Counts go to test-results/interop.json.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { nodeForClients } from '../harness/nodeForClients.mjs';
import { projectRoot } from '../harness/projectRoot.mjs';

const folder = path.join(projectRoot, 'test', 'interop');
const results = path.join(projectRoot, 'test-results', 'interop.json');

/**
 * @param {string} caFile
 * @param {string} credentials folder for a client certificate and a federated token
 */
async function startEmulator(caFile, credentials) {
  const options = ['--json', '--ca-out', caFile, '--credentials-out', credentials, '--approve-device-codes'];
  const args = [path.join(projectRoot, 'dist', 'cli.js'), 'emulator', ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((/** @type {(code: number | null) => void} */ resolve) => child.once('exit', resolve));
  const line = await Promise.race([
    new Promise((/** @type {(line: string) => void} */ resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then(code => {
      throw new Error(`the emulator ended with ${code} before it had started; is dist/ built?`);
    }),
  ]);
  return {
    info: line,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
async function runTests(node, env) {
  const files = (await readdir(folder)).filter(name => name.endsWith('.test.mjs')).map(name => path.join(folder, name));
  const counts = ['--test-reporter', path.join(folder, 'countsReporter.mjs'), '--test-reporter-destination', results];
  const args = ['--test', '--test-concurrency=1', '--test-reporter', 'spec', '--test-reporter-destination', 'stdout', ...counts, ...files];
  const child = spawn(node, args, { cwd: projectRoot, stdio: 'inherit', env });
  return new Promise((/** @type {(code: number) => void} */ resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

async function main() {
  const scratch = await mkdtemp(path.join(tmpdir(), 'kvhttp-interop-'));
  const caFile = path.join(scratch, 'ca.pem');
  await mkdir(path.dirname(results), { recursive: true });
  const node = await nodeForClients();
  const credentials = path.join(scratch, 'credentials');
  const emulator = await startEmulator(caFile, credentials);
  try {
    const told = { NODE_EXTRA_CA_CERTS: caFile, KVHTTP_EMBEDDED: emulator.info, KVHTTP_CREDENTIALS: credentials };
    process.exitCode = await runTests(node, { ...process.env, ...told });
  } finally {
    await emulator.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

await main();
