// @ts-check
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../test/harness/projectRoot.mjs';

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {readonly string[]} command arguments for Node
 * @property {number} minutes when it is ended
 * @property {string} [results] file that it writes its counts into; a part without one counts as one check
 */

/** @type {readonly Part[]} */
export const parts = [
  { name: 'typecheck', title: 'type check', command: ['node_modules/typescript/bin/tsc', '-p', '.'], minutes: 4 },
  { name: 'lint', title: 'lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'], minutes: 3 },
  { name: 'build', title: 'build', command: ['esbuild.js'], minutes: 3 },
  { name: 'unit', title: 'unit tests', command: vitest('unit'), minutes: 6, results: 'test-results/unit.json' },
  { name: 'flow', title: 'flow tests', command: vitest('flow'), minutes: 8, results: 'test-results/flow.json' },
  {
    name: 'panel',
    title: 'panel tests',
    command: vitest('panel', '--no-file-parallelism'),
    minutes: 10,
    results: 'test-results/panel.json',
  },
  // Its first run installs an editor.
  {
    name: 'host',
    title: 'in-host tests, VS Code 1.105.1',
    command: host('1.105.1'),
    minutes: 9,
    results: 'test-results/host-1.105.1.json',
  },
  { name: 'interop', title: 'official Azure clients', command: ['test/interop/run.mjs'], minutes: 9, results: 'test-results/interop.json' },
  {
    name: 'workbench',
    title: 'workbench tests',
    command: vitest('workbench', '--no-file-parallelism'),
    minutes: 12,
    results: 'test-results/workbench.json',
  },
  {
    name: 'current',
    title: 'in-host tests, VS Code 1.139.1',
    command: host('1.139.1'),
    minutes: 9,
    results: 'test-results/host-1.139.1.json',
  },
];

/** What `npm test` runs, in this order. */
export const usualParts = parts.map(({ name }) => name).filter(name => name !== 'current');

/**
 * @param {string} project
 * @param {readonly string[]} flags
 */
function vitest(project, ...flags) {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=test-results/${project}.json`];
  return ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...report, ...flags];
}

/** @param {string} version */
function host(version) {
  return ['test/harness/runHost.mjs', '--version', version];
}

/**
 * @param {Part} part
 * @param {number | 'too slow'} code how its command ended
 * @returns {Promise<Counts>}
 */
export async function countsOf(part, code) {
  if (part.results === undefined) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const text = await readFile(path.join(projectRoot, part.results), 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const counts = readCounts(JSON.parse(text));
  // A suite that ran nothing, or whose command failed beside its tests, is not a success.
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {any} json vitest's report, or our own of the in-host suites
 * @returns {Counts}
 */
function readCounts(json) {
  if (json.testResults === undefined) return { passed: json.passed, failed: json.failed, skipped: 0 };
  const unloaded = json.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return { passed: json.numPassedTests, failed: json.numFailedTests + unloaded, skipped: json.numPendingTests + json.numTodoTests };
}
