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
const { inProcessEngine } = await import('./inProcessEngine.mjs');

const rounds = Number(process.argv[2] ?? 1);
const read = '### Read\n# @vault sample\nGET /secrets/api-key?api-version=7.6\n';
const path = '/secrets/api-key?api-version=7.6';

/** @param {readonly number[]} values */
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Medians of two pieces of work that take turns.
 * @param {number} times
 * @param {() => Promise<unknown>} a
 * @param {() => Promise<unknown>} b
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

/** @type {import('node:net').LookupFunction} */
function loopback(_name, options, done) {
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
}
const bare = async () => {
  const { body, statusCode } = await pool.request({ path, method: 'GET', headers: { authorization: `Bearer ${info.tokens.valid}` } });
  await body.text();
  if (statusCode !== 200) throw new Error(`the bare call was answered ${statusCode}`);
};
const send = async () => mustBeOk(await ours.send(read));

/** @type {{ what: string, ours: number, other: number | null, unit: string, value: number, goal: string, met: boolean }[]} */
const rows = [];
const cpus = os.cpus();
console.log(
  `${os.hostname()}: ${cpus[0]?.model ?? 'unknown processor'}, ${cpus.length} cores, Node ${process.version}, load ${os.loadavg()[0]?.toFixed(1)}`,
);

for (let turn = 0; turn < 20; turn++) await Promise.all([send(), bare()]);
const [warm, pure] = await alternate(200 * rounds, send, bare);
rows.push({
  what: 'warm call / bare undici Pool',
  ours: warm,
  other: pure,
  unit: 'ms',
  value: warm / pure,
  goal: '<= 1.5',
  met: warm / pure <= 1.5,
});

const coldOurs = async () => {
  await ours.engine.clearCaches({ vault: null, challenges: true, tokens: true });
  await send();
};
const coldTheirs = () => sdk.client(info.localUrl, sdk.credential()).getSecret('api-key');
await coldTheirs();
const [cold, theirs] = await alternate(30 * rounds, coldOurs, coldTheirs);
rows.push({
  what: 'cold flow / Azure SDK',
  ours: cold,
  other: theirs,
  unit: 'ms',
  value: cold / theirs,
  goal: '<= 1',
  met: cold <= theirs,
});

const client = sdk.client(info.localUrl, sdk.credential());
await client.getSecret('api-key');
/** @type {number[]} */
const rateOurs = [];
/** @type {number[]} */
const rateTheirs = [];
for (let turn = 0; turn < 3 * rounds; turn++) {
  rateOurs.push(await rate(300, 50, send));
  rateTheirs.push(await rate(300, 50, () => client.getSecret('api-key')));
}
const [fast, slow] = [median(rateOurs), median(rateTheirs)];
rows.push({
  what: '50 in flight / Azure SDK',
  ours: fast,
  other: slow,
  unit: '/s',
  value: fast / slow,
  goal: '>= 2',
  met: fast >= 2 * slow,
});

const inside = await inProcessEngine(info);
for (let turn = 0; turn < 100; turn++) mustBeOk(await inside.send(read));
const before = heap();
for (let turn = 0; turn < 500; turn++) mustBeOk(await inside.send(read));
const grown = (heap() - before) / 1024 / 1024;
rows.push({ what: 'heap after 500 sends', ours: grown, other: null, unit: 'MB', value: grown, goal: '<= 20', met: grown <= 20 });
await inside.engine.dispose();

const ready = [];
for (let turn = 0; turn < 7; turn++) ready.push(await workerReady());
rows.push({
  what: 'worker ready',
  ours: median(ready),
  other: null,
  unit: 'ms',
  value: median(ready),
  goal: '<= 400',
  met: median(ready) <= 400,
});

function heap() {
  /** @type {any} */ (globalThis).gc?.();
  return process.memoryUsage().heapUsed;
}

const shown = (/** @type {number | null} */ value) => (value === null ? '' : value.toFixed(value < 10 ? 2 : 0));
console.log('\n| what | ours | other | unit | value | goal | |\n| --- | --- | --- | --- | --- | --- | --- |');
for (const { what, ours: own, other, unit, value, goal, met } of rows)
  console.log(`| ${what} | ${shown(own)} | ${shown(other)} | ${unit} | ${shown(value)} | ${goal} | ${met ? 'met' : 'MISSED'} |`);
await Promise.all([ours.engine.dispose(), pool.close()]);
sdk.close();
await vault.stop();
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
