// Prints what the language core costs, as ratios measured in one process, alternating, the least disturbed of several rounds.
// Run with `npm run bench:language`. Exit code 1 where a figure is missed.
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { parseWithHttpyac } from '../unit/language/parseWithHttpyac.mjs';

const root = new URL('../../', import.meta.url);
const rounds = 13;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

async function load(path) {
  const entry = fileURLToPath(new URL(path, root));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false, logLevel: 'error' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const { parseDocument } = await load('src/core/language/parseDocument.ts');
const { formatDocument } = await load('src/core/language/formatDocument.ts');

/** Requests of 13 lines each, every fourth with a body. */
function textOf(requests) {
  const one = i => {
    const head = `### Read secret ${i}\n# @name read${i}\n# @vault contoso\n@v${i} = ${i}\n`;
    const rest = 'Accept: application/json\nX-Trace: {{$guid}}\n# a note between headers\n';
    const check = '?? status == 200\n\n';
    return i % 4 === 0
      ? `${head}PUT /secrets/db-{{v${i}}}?api-version=7.6\nContent-Type: application/json\n${rest}\n{ "value": "{{$guid}}" }\n\n${check}`
      : `${head}GET /secrets/db-{{v${i}}}\n    ?api-version=7.6\n    &x=1\n${rest}\n${check}`;
  };
  return Array.from({ length: requests }, (_, i) => one(i)).join('');
}

/** The least that any reader of such a file does: look at every line with three patterns. */
function scanLines(text) {
  let found = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^#{3,}/.test(line)) found++;
    else if (/^(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\s+\S+/.test(line)) found++;
    else if (/^[\w-]+\s*:/.test(line)) found++;
  }
  return found;
}

/**
 * The processor time of each task in ms (a busy machine does not count): the least of all rounds, or the mean, in which a task pays for
 * its own garbage but not for that of the one before it. The tasks take turns.
 */
async function race(tasks, times = rounds, mean = false) {
  const taken = Object.fromEntries(Object.keys(tasks).map(name => [name, []]));
  for (let round = 0; round < times; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      if (mean) collectGarbage();
      const start = process.cpuUsage();
      await task(round);
      const { user, system } = process.cpuUsage(start);
      taken[name].push((user + system) / 1000);
    }
  }
  const one = list => (mean ? list.reduce((sum, time) => sum + time, 0) / list.length : Math.min(...list));
  return Object.fromEntries(Object.entries(taken).map(([name, list]) => [name, one(list)]));
}

/** The text with one more character in the middle, as the editor hands it over: in one piece. */
function edited(text, round) {
  const at = text.indexOf('/secrets/', text.length >> 1) + 9;
  return Buffer.from(`${text.slice(0, at)}${'abcdefghijklm'[round % 13]}${text.slice(at)}`).toString('utf8');
}

function editTasks(text) {
  const before = parseDocument(text);
  // Marks were shown before the edit, as they will be behind it.
  if (before.problems.length > 0) throw new Error('the text of the bench has problems');
  const texts = Array.from({ length: rounds }, (_, round) => edited(text, round));
  return {
    edit: round => parseDocument(texts[round], before).blocks.length,
    editProblems: round => parseDocument(texts[round], before).problems.length,
  };
}

const figures = [];
const figure = (name, value, limit, shown) => figures.push({ name, value, limit, shown });

const text = textOf(2_000);
// The editor's process has compiled this code long ago.
for (let warm = 0; warm < 12; warm++) {
  parseDocument(text);
  scanLines(text);
}
const at2000 = await race({
  scan: () => scanLines(text),
  full: () => parseDocument(text).problems.length,
  ...editTasks(text),
  format: () => formatDocument(text).length,
});
// By themselves: what httpYac leaves behind would be collected at the expense of the others.
const beside = await race({ full: () => parseDocument(text).problems.length, httpyac: () => parseWithHttpyac(text) }, 5);
figure('full tree of 2,000 requests / line scan', at2000.full / at2000.scan, 10, `${ms(at2000.full)} / ${ms(at2000.scan)}`);
figure('full tree of 2,000 requests / httpYac', beside.full / beside.httpyac, 1 / 20, `${ms(beside.full)} / ${ms(beside.httpyac)}`);
figure('after an edit, 2,000 requests / full tree', at2000.edit / at2000.full, 1 / 50, `${ms(at2000.edit)} / ${ms(at2000.full)}`);
figure('the same with its problems', at2000.editProblems / at2000.full, 1 / 50, `${ms(at2000.editProblems)} / ${ms(at2000.full)}`);

const sizes = [625, 1_250, 2_500, 5_000, 10_000];
const texts = sizes.map(textOf);
// An editor has a file open: without one, all that the parser's code was compiled for is collected with the garbage.
const open = parseDocument(texts[0]);
// The mean: the least time of a small text is one in which nothing was collected.
const growth = await race(
  Object.fromEntries(sizes.map((size, index) => [size, () => parseDocument(texts[index]).problems.length])),
  rounds,
  true,
);
for (const size of sizes.slice(1)) {
  figure(
    `full tree: ${size} / ${size / 2} requests`,
    growth[size] / growth[size / 2],
    2.5,
    `${ms(growth[size])} / ${ms(growth[size / 2])}`,
  );
}
if (open.blocks.length === 0) throw new Error('the open file has no blocks');
const at10000 = await race({ full: () => parseDocument(texts[4]).problems.length, ...editTasks(texts[4]) });
figure('after an edit, 10,000 requests / full tree', at10000.edit / at10000.full, 1 / 50, `${ms(at10000.edit)} / ${ms(at10000.full)}`);
figure('the same with its problems', at10000.editProblems / at10000.full, 1 / 50, `${ms(at10000.editProblems)} / ${ms(at10000.full)}`);

console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}, httpYac ${httpyacVersion()}\n`,
);
console.log(`${'figure'.padEnd(48)} ${'measured'.padStart(9)} ${'wanted'.padStart(9)}   processor time`);
for (const { name, value, limit, shown } of figures) {
  const mark = value <= limit ? ' ' : ' MISSED';
  console.log(`${name.padEnd(48)} ${ratio(value).padStart(9)} ${`<= ${ratio(limit)}`.padStart(9)}   ${shown}${mark}`);
}
console.log(`\nformatter: ${ms(at2000.format)} at 2,000 requests`);
process.exitCode = figures.every(({ value, limit }) => value <= limit) ? 0 : 1;

function ms(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

function ratio(value) {
  return value < 0.5 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2);
}

function httpyacVersion() {
  return createRequire(import.meta.url)('httpyac/package.json').version;
}
