// @ts-check
// npm run bench:engine: our engine beside a bare undici Pool and the Azure SDK, alternating, against one embedded vault of dist/.
// Ratios count, not times: both sides run on the same machine at the same moment. Exit code 1 where a figure is missed.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { nodeForClients } from '../harness/nodeForClients.mjs';

const file = fileURLToPath(import.meta.url);
if (process.env.KVHTTP_BENCH === undefined) {
  const env = { ...process.env, KVHTTP_BENCH: '1' };
  const { status } = spawnSync(await nodeForClients(), ['--expose-gc', file, ...process.argv.slice(2)], { stdio: 'inherit', env });
  process.exit(status ?? 1);
}

const { Pool } = await import('undici');
const { engineFile, ourEngine, startVault } = await import('../interop/ourEngine.mjs');
const { sdkClients } = await import('../interop/sdkClients.mjs');
const { forwardingWorker, loopback } = await import('./forwardingWorker.mjs');
const { inProcessEngine } = await import('./inProcessEngine.mjs');

const rounds = Number(process.argv[2] ?? 1);
const read = '### Read\n# @vault sample\nGET /secrets/api-key?api-version=7.6\n';
const path = '/secrets/api-key?api-version=7.6';

/** @param {readonly number[]} values */
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Work, or a step that makes ready for it outside the measured time and answers with the work.
 * @typedef {(() => Promise<unknown>) | { readonly ready: () => Promise<() => Promise<unknown>> }} Side
 */

/** @param {Side} side */
async function timed(side) {
  const work = typeof side === 'function' ? side : await side.ready();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Medians of two pieces of work that take turns.
 * @param {number} times
 * @param {Side} a
 * @param {Side} b
 */
async function alternate(times, a, b) {
  /** @type {[number[], number[]]} */
  const taken = [[], []];
  for (let turn = 0; turn < times; turn++) {
    // Who begins changes, so that neither always runs on a warmer machine.
    for (const side of turn % 2 === 0 ? [0, 1] : [1, 0]) taken[side === 0 ? 0 : 1].push(await timed(side === 0 ? a : b));
  }
  return /** @type {const} */ ([median(taken[0]), median(taken[1])]);
}

/**
 * `count` pieces of work, `width` of them at once; the answer is their number in a second.
 * @param {number} count
 * @param {number} width
 * @param {() => Promise<unknown>} work
 */
async function rate(count, width, work) {
  let left = count;
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: width }, async () => {
        while (left-- > 0) await work();
      }),
    ),
  );
  return count / (ms / 1000);
}

/** From the start of the worker to its first word. */
async function workerReady() {
  const start = performance.now();
  const worker = new Worker(engineFile);
  await new Promise(resolve => worker.once('message', resolve));
  const ms = performance.now() - start;
  await worker.terminate();
  return ms;
}

/** @param {import('../../src/core/model/run.ts').Run} run */
function mustBeOk(run) {
  if (run.verdict !== 'expected') throw new Error(`the send failed: ${run.headline}`);
}

const vault = await startVault();
const { info } = vault;
const sdk = sdkClients(info);
const ours = ourEngine(info);
const pool = new Pool(info.localUrl, { connections: 1, pipelining: 1, connect: { ca: info.caCertificate, lookup: loopback } });

const bare = async () => {
  const { body, statusCode } = await pool.request({ path, method: 'GET', headers: { authorization: `Bearer ${info.tokens.valid}` } });
  await body.text();
  if (statusCode !== 200) throw new Error(`the bare call was answered ${statusCode}`);
};
const send = async () => mustBeOk(await ours.send(read));
const inside = await inProcessEngine(info);
const sendInside = async () => mustBeOk(await inside.send(read));
const forwarding = forwardingWorker(info, 50);
const forward = async () => {
  const status = await forwarding.get(path, info.tokens.valid);
  if (status !== 200) throw new Error(`the forwarded call was answered ${status}`);
};

/** @type {{ what: string, ours: number, other: number | null, unit: string, value: number, goal: string, met: boolean }[]} */
const rows = [];

/**
 * A line of the table; one without a goal is there for comparison.
 * @param {string} what
 * @param {string} unit
 * @param {readonly [ours: number, other: number | null]} measured
 * @param {{ readonly most?: number, readonly least?: number }} goal
 */
function line(what, unit, [own, other], { most, least }) {
  const value = other === null ? own : own / other;
  const met = value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? 0);
  const words = most === undefined ? (least === undefined ? '' : `>= ${least}`) : `<= ${most}`;
  rows.push({ what, ours: own, other, unit, value, goal: words, met });
}

const cpus = os.cpus();
console.log(
  `${os.hostname()}: ${cpus[0]?.model ?? 'unknown processor'}, ${cpus.length} cores, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
);

for (let turn = 0; turn < 20; turn++) await Promise.all([send(), bare(), forward(), sendInside()]);
line('warm call / bare undici Pool', 'ms', await alternate(200 * rounds, send, bare), { most: 1.5 });
line('the same in the thread of the Pool / bare undici Pool', 'ms', await alternate(200 * rounds, sendInside, bare), {});
line('a worker that only forwards / bare undici Pool', 'ms', await alternate(200 * rounds, forward, bare), {});

const coldOurs = {
  ready: async () => {
    await ours.engine.clearCaches({ vault: null, challenges: true, tokens: true });
    return send;
  },
};
const coldTheirs = {
  ready: async () => {
    const client = sdk.client(info.localUrl, sdk.credential());
    return () => client.getSecret('api-key');
  },
};
await timed(coldTheirs);
line('cold flow / Azure SDK', 'ms', await alternate(300 * rounds, coldOurs, coldTheirs), { most: 1 });

const client = sdk.client(info.localUrl, sdk.credential());
await client.getSecret('api-key');
const sides = { ours: send, theirs: () => client.getSecret('api-key'), forwarded: forward };
/** @type {Record<keyof typeof sides, number[]>} */
const rates = { ours: [], theirs: [], forwarded: [] };
for (let turn = 0; turn < 3 * rounds; turn++) {
  for (const side of /** @type {(keyof typeof sides)[]} */ (Object.keys(sides))) rates[side].push(await rate(1000, 50, sides[side]));
}
line('50 in flight / Azure SDK', '/s', [median(rates.ours), median(rates.theirs)], { least: 2 });
line('50 in flight: a worker that only forwards / Azure SDK', '/s', [median(rates.forwarded), median(rates.theirs)], {});

const before = heap();
for (let turn = 0; turn < 500; turn++) await sendInside();
line('heap after 500 sends', 'MB', [(heap() - before) / 1024 / 1024, null], { most: 20 });
await inside.engine.dispose();

const ready = [];
for (let turn = 0; turn < 7; turn++) ready.push(await workerReady());
line('worker ready', 'ms', [median(ready), null], { most: 400 });

function heap() {
  /** @type {any} */ (globalThis).gc?.();
  return process.memoryUsage().heapUsed;
}

const shown = (/** @type {number | null} */ value) => (value === null ? '' : value.toFixed(value < 10 ? 2 : 0));
console.log('\n| what | ours | other | unit | value | goal | |\n| --- | --- | --- | --- | --- | --- | --- |');
for (const { what, ours: own, other, unit, value, goal, met } of rows)
  console.log(
    `| ${what} | ${shown(own)} | ${shown(other)} | ${unit} | ${shown(value)} | ${goal} | ${goal === '' ? '' : met ? 'met' : 'MISSED'} |`,
  );
await Promise.all([ours.engine.dispose(), forwarding.close(), pool.close()]);
sdk.close();
await vault.stop();
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
