// What the language features cost in a real VS Code, beside an extension with one line scan for each: `npm run bench:editor`.
// KVHTTP_BENCH_SIZES names the numbers of requests, KVHTTP_BENCH_RUNS says how many sessions see all of them. Exit code 1 where a figure is missed; a busy machine misses them all.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../harness/findBrowser.mjs';
import { installVsCode, minimumVersion } from '../harness/installVsCode.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bench = fileURLToPath(new URL('../../../shared/bench-vscode/', import.meta.url));
const out = `${root}test-results/bench-editor.json`;
/** Numbers of requests that have goals. */
const sizes = (process.env['KVHTTP_BENCH_SIZES'] || '200,2000,10000').split(',').map(Number);
/**
 * The shared bench begins each session with a file of that length: a window loads its tokenizer with the first file that has a grammar, which
 * the other extension never does.
 */
const firstFile = 10;

/** Sessions for each figure. With three, a figure that is met by far is missed now and then: single sessions differ by a factor of two. */
const runs = Number(process.env['KVHTTP_BENCH_RUNS'] || '7');
/** Memory hardly differs from session to session. */
const memoryRuns = Math.min(runs, 3);
/** Only a file of that length says anything: below, the editor's own memory hides it. */
const measuresMemory = Math.max(...sizes) >= 10_000;
/** As many entries does a list of completions have at most, however long the file is. */
const mostEntries = 200;

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/** All questions about all sizes in each session, and a session of its own for memory. */
async function measureAll() {
  await mkdir(`${root}test-results`, { recursive: true });
  await rm(out, { force: true });
  await measure(memoryRuns, measuresMemory);
  if (runs > memoryRuns) await measure(runs - memoryRuns, false);
  return JSON.parse(await readFile(out, 'utf8')).sessions;
}

/** Adds sessions to those that were measured before. */
async function measure(times, withMemory) {
  const { root: server, node, serverArgs } = await installVsCode(minimumVersion);
  const { executablePath, env } = await findBrowser();
  const args = [
    `${bench}bench.mjs`,
    ...['--vscode', [`${minimumVersion}=${server}`, node, ...serverArgs].join(',')],
    ...['--target', `${bench}targets/floor.json=${bench}floor-ext`, '--target', `${root}test/bench/targets/editor.json=${root}`],
    ...['--playwright', `${root}node_modules/playwright-core`, '--chromium', executablePath],
    ...['--runs', String(times), '--sizes', [firstFile, ...sizes].join(','), '--phases', 'activation,documents,shown'],
    ...['--out', out, '--append', ...(withMemory ? [] : ['--no-memory'])],
  ];
  const child = spawn(process.execPath, args, { cwd: bench, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the bench ended with code ${code}`);
}

/** Our median as a multiple of the floor's, for each size and figure. */
function figuresOf(sessions) {
  const of = (target, pick) =>
    median(sessions.filter(one => one.target === target && one.result != null).flatMap(({ result }) => pick(result) ?? []));
  const ratio = pick => of('kvhttp-editor', pick) / of('floor', pick);
  for (const target of ['floor', 'kvhttp-editor']) {
    for (const query of ['codelens', 'symbols']) {
      const answers = sizes.map(size => of(target, result => result.documents?.[size]?.[query]?.count));
      // A floor that was never activated answers nothing, and is no floor.
      if (!answers.every(count => count > 0)) throw new Error(`${target} gave no ${query}: ${answers.join(', ')}`);
    }
  }
  const memory = {
    name: `${Math.max(...sizes)} requests: memory of the extension host`,
    value: ratio(result => result.memory?.afterTyping?.rss),
    limit: 1.3,
  };
  const perSize = sizes.flatMap(size => [
    { name: `${size} requests: edit to CodeLens`, value: ratio(result => result.documents?.[size]?.codelens?.edited), limit: 1.3 },
    { name: `${size} requests: edit to symbols`, value: ratio(result => result.documents?.[size]?.symbols?.edited), limit: 1.3 },
    { name: `${size} requests: longest block while typing`, value: ratio(result => result.shown?.[size]?.blockMax), limit: 1.5 },
    {
      name: `${size} requests: completion entries, of ${mostEntries}`,
      value: of('kvhttp-editor', result => result.documents?.[size]?.completion?.count) / mostEntries,
      limit: 1,
    },
  ]);
  return [...perSize, ...(measuresMemory ? [memory] : [])];
}

console.log(`${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)}`);
if (!existsSync(`${bench}bench.mjs`)) console.log('the editor is not measured: ../shared/bench-vscode is absent');
else if (!existsSync(`${root}dist/language.js`)) console.log('the editor is not measured: build the extension first (npm run build)');
else {
  for (const { name, value, limit } of figuresOf(await measureAll())) {
    const isFine = value <= limit;
    const verdict = isFine ? `  ok, at most ${limit}` : `  MISSED, at most ${limit}`;
    console.log(`${name.padEnd(54)} ${value.toFixed(2).padStart(8)} x${verdict}`);
    if (!isFine) process.exitCode = 1;
  }
}
