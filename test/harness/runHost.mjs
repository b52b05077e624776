#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
// @ts-check
// Runs the in-host suites: node test/harness/runHost.mjs --version 1.105.1|1.139.1|desktop [--grep TEXT] [--executable PATH] [--verbose]
// `desktop` downloads the minimum version through @vscode/test-electron, or takes the desktop VS Code of --executable.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { findBrowser } from './findBrowser.mjs';
import { installVsCode, minimumVersion } from './installVsCode.mjs';
import { projectRoot } from './projectRoot.mjs';
import { writeUserSettings } from './serveVsCode.mjs';

/**
 * @typedef {{ readonly version: string, readonly grep: string | undefined, readonly executable: string | undefined, readonly verbose: boolean, readonly extension: string }} HostRun
 * @typedef {{ readonly title: string, readonly error: string | undefined }} TestResult
 */

const bundled = path.join(projectRoot, 'out', 'host');
const launcher = fileURLToPath(new URL(process.platform === 'win32' ? 'launcher.cmd' : 'launcher.mjs', import.meta.url));

/** @returns {HostRun} */
function readArguments() {
  const { values } = parseArgs({
    options: {
      version: { type: 'string', default: minimumVersion },
      grep: { type: 'string' },
      executable: { type: 'string' },
      extension: { type: 'string', default: projectRoot },
      verbose: { type: 'boolean', default: false },
    },
  });
  const { version, grep, executable, verbose, extension } = values;
  return { version, grep, executable, verbose, extension: path.resolve(extension) };
}

/**
 * One window with one folder of suites.
 * @param {HostRun} run
 * @param {'trusted' | 'restricted'} trust
 * @param {readonly string[]} files bundled suites
 * @returns {Promise<readonly TestResult[]>}
 */
async function runWindow(run, trust, files) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'kvhttp-host-'));
  const report = path.join(scratch, 'report.json');
  try {
    const workspace = path.join(scratch, 'workspace');
    await cp(path.join(projectRoot, 'test', 'host', 'workspace'), workspace, { recursive: true });
    await writeUserSettings(path.join(scratch, 'user-data'), {});
    const suites = path.join(scratch, 'suites.json');
    await writeFile(suites, JSON.stringify(files));
    await runTests({
      ...editor(run),
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: path.join(bundled, 'runSuite.js'),
      extensionTestsEnv: {
        KVHTTP_TEST_SUITES: suites,
        KVHTTP_TEST_REPORT: report,
        KVHTTP_TEST_GREP: run.grep,
        KVHTTP_TEST_VSCODE: run.version,
        KVHTTP_TEST_RESTRICTED: trust === 'restricted' ? '1' : '0',
        KVHTTP_TEST_VERBOSE: run.verbose ? '1' : '0',
      },
      launchArgs: [workspace, `--user-data-dir=${path.join(scratch, 'user-data')}`, `--extensions-dir=${path.join(scratch, 'extensions')}`],
    }).catch(error => {
      // A failing test ends like this too: the report says which. Without one, the window itself has failed.
      if (!(error instanceof Error)) throw error;
    });
    return await readReport(report, trust);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {HostRun} run */
function editor({ version, executable }) {
  if (version !== 'desktop') return { vscodeExecutablePath: launcher };
  return executable === undefined ? { version: minimumVersion } : { vscodeExecutablePath: executable };
}

/**
 * @param {string} file mocha's JSON report
 * @param {string} trust
 * @returns {Promise<readonly TestResult[]>}
 */
async function readReport(file, trust) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [{ title: `the ${trust} window`, error: 'ended without a report: run again with --verbose' }];
  /** @type {{ tests: { fullTitle: string }[], passes: { fullTitle: string }[], failures: { fullTitle: string, err: { message?: string, stack?: string } }[] }} */
  const { passes, failures } = JSON.parse(text);
  return [
    ...passes.map(({ fullTitle }) => ({ title: fullTitle, error: undefined })),
    ...failures.map(({ fullTitle, err }) => ({ title: fullTitle, error: err.stack ?? err.message ?? 'failed' })),
  ];
}

/**
 * Suites under `restricted/` want an untrusted folder, all others a trusted one.
 * @returns {Promise<{ trusted: string[], restricted: string[] }>}
 */
async function findSuites() {
  const names = (await readdir(bundled, { recursive: true })).filter(name => name.endsWith('.test.js')).sort();
  const isRestricted = (/** @type {string} */ name) => name.split(path.sep)[0] === 'restricted';
  const absolute = (/** @type {string} */ name) => path.join(bundled, name);
  return { trusted: names.filter(name => !isRestricted(name)).map(absolute), restricted: names.filter(isRestricted).map(absolute) };
}

/**
 * @param {HostRun} run
 * @param {readonly TestResult[]} results
 */
async function report(run, results) {
  for (const { title, error } of results) {
    console.log(`${error === undefined ? '  ✓' : '  ✗'} ${title}`);
    if (error !== undefined) console.log(error.replace(/^/gm, '      '));
  }
  const failed = results.filter(({ error }) => error !== undefined).length;
  const passed = results.length - failed;
  const folder = path.join(projectRoot, 'test-results');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `host-${run.version}.json`), JSON.stringify({ passed, failed, results }, null, 2));
  console.log(`in-host suites in VS Code ${run.version}`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}

async function main() {
  const run = readArguments();
  const build = spawnSync(process.execPath, ['esbuild.js', '--tests', '--quiet'], { cwd: projectRoot, stdio: 'inherit' });
  if (build.status !== 0) throw new Error('the in-host suites could not be bundled');
  if (run.version !== 'desktop') {
    // Before the window's time limit begins.
    await installVsCode(run.version);
    await findBrowser();
  }
  const suites = await findSuites();
  const results = [...(await runWindow(run, 'trusted', suites.trusted))];
  // `runTests` switches workspace trust off, and only our launcher knows better.
  if (run.version !== 'desktop') results.push(...(await runWindow(run, 'restricted', suites.restricted)));
  await report(run, results);
}

await main();
