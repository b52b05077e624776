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
const sizes = (process.env['KVHTTP_BENCH_SIZES'] || '200,2000,10000').split(',').map(Number);

/** Sessions for each figure. With three, a figure that is met by far is missed now and then: single sessions differ by a factor of two. */
const runs = Number(process.env['KVHTTP_BENCH_RUNS'] || '7');
/** Memory hardly differs from session to session. */
const memoryRuns = Math.min(runs, 3);
const shortest = Math.min(...sizes);
/** Whether the symbols of files of that length have sessions of their own. */
const isAlone = size => size === shortest || size < Math.max(...sizes);
/** Only a file of that length says anything: below, the editor's own memory hides it. */
const measuresMemory = Math.max(...sizes) >= 10_000;
/** As many entries does a list of completions have at most, however long the file is. */
const mostEntries = 200;

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/**
 * All questions about all sizes in each session; then the symbols of all but the longest in sessions of their own. 0.8 s after its first edit
 * VS Code opens a file that is not saved, and the question that is under way then measures how a file is drawn: with all questions it is the
 * second one about the first file, with the symbols alone the longest file, whose edits last longer.
 */
async function measureAll() {
  const all = { queries: 'codelens,completion,symbols', phases: 'activation,documents,shown' };
  const symbols = { queries: 'symbols', phases: 'activation,documents' };
  await mkdir(`${root}test-results`, { recursive: true });
  await rm(out, { force: true });
  await measure(all, sizes, memoryRuns, measuresMemory);
  if (runs > memoryRuns) await measure(all, sizes, runs - memoryRuns, false);
  await measure(symbols, sizes.filter(isAlone), runs, false);
  return JSON.parse(await readFile(out, 'utf8')).sessions;
}

/** Adds sessions to those that were measured before. */
async function measure({ queries, phases }, ofSizes, times, withMemory) {
  const { root: server, node, serverArgs } = await installVsCode(minimumVersion);
  const { executablePath, env } = await findBrowser();
  const args = [
    `${bench}bench.mjs`,
    ...['--vscode', [`${minimumVersion}=${server}`, node, ...serverArgs].join(',')],
    ...['--target', `${bench}targets/floor.json=${bench}floor-ext`, '--target', `${root}test/bench/targets/editor.json=${root}`],
    ...['--playwright', `${root}node_modules/playwright-core`, '--chromium', executablePath],
    ...['--runs', String(times), '--sizes', ofSizes.join(','), '--queries', queries, '--phases', phases],
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
  /** Symbols after an edit, in a session that asked for the lenses of the same file before, or did not. */
  const symbols =
    (size, afterLenses) =>
    ({ documents }) =>
      (documents?.[size]?.codelens !== undefined) === afterLenses ? documents?.[size]?.symbols?.edited : undefined;
  const whileDrawn = {
    name: `${shortest} requests: edit to symbols while VS Code opens it`,
    value: ratio(symbols(shortest, true)),
    limit: null,
  };
  const perSize = sizes.flatMap(size => [
    { name: `${size} requests: edit to CodeLens`, value: ratio(result => result.documents?.[size]?.codelens?.edited), limit: 1.3 },
    { name: `${size} requests: edit to symbols`, value: ratio(symbols(size, !isAlone(size))), limit: 1.3 },
    { name: `${size} requests: longest block while typing`, value: ratio(result => result.shown?.[size]?.blockMax), limit: 1.5 },
    {
      name: `${size} requests: completion entries, of ${mostEntries}`,
      value: of('kvhttp-editor', result => result.documents?.[size]?.completion?.count) / mostEntries,
      limit: 1,
    },
  ]);
  return [...perSize, ...(measuresMemory ? [memory] : []), whileDrawn];
}

console.log(`${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)}`);
if (!existsSync(`${bench}bench.mjs`)) console.log('the editor is not measured: ../shared/bench-vscode is absent');
else if (!existsSync(`${root}dist/language.js`)) console.log('the editor is not measured: build the extension first (npm run build)');
else {
  for (const { name, value, limit } of figuresOf(await measureAll())) {
    const isFine = limit === null || value <= limit;
    const verdict = limit === null ? '  told, no goal' : isFine ? `  ok, at most ${limit}` : `  MISSED, at most ${limit}`;
    console.log(`${name.padEnd(54)} ${value.toFixed(2).padStart(8)} x${verdict}`);
    if (!isFine) process.exitCode = 1;
  }
}
