#!/usr/bin/env node
// @ts-check
// Takes VS Code's own command line and runs it in the npm-delivered build: `runTests` of `@vscode/test-electron` gets this file as
// `vscodeExecutablePath`. The exit code is the suite's. `KVHTTP_TEST_VSCODE` says which version.
import path from 'node:path';
import { launchBrowser } from './findBrowser.mjs';
import { installVsCode, minimumVersion } from './installVsCode.mjs';
import { serveVsCode } from './serveVsCode.mjs';

const wholeRunMs = 8 * 60_000;

/** @param {readonly string[]} argv */
function readCommandLine(argv) {
  const value = (/** @type {string} */ name) => argv.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const required = (/** @type {string} */ name) => {
    const found = value(name);
    if (found === undefined) throw new Error(`--${name} is missing`);
    return path.resolve(found);
  };
  const folder = argv.find(arg => !arg.startsWith('-'));
  if (folder === undefined) throw new Error('a folder to open is missing');
  return {
    folder: path.resolve(folder),
    extension: required('extensionDevelopmentPath'),
    tests: required('extensionTestsPath'),
    userDataDir: required('user-data-dir'),
    extensionsDir: required('extensions-dir'),
  };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @returns {Promise<number>} exit code of the suite
 */
async function runPage(browser, url) {
  const page = await browser.newPage();
  const verbose = process.env.KVHTTP_TEST_VERBOSE === '1';
  /** @type {(code: number) => void} */
  let finish = () => {};
  const exit = new Promise((/** @type {(code: number) => void} */ resolve) => {
    finish = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
    if (verbose) console.log(`[${type}]`, ...args);
  });
  await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => finish(code));
  page.on('crash', () => finish(2));
  const timer = setTimeout(() => {
    console.error(`the suite did not end within ${wholeRunMs / 60_000} minutes`);
    finish(2);
  }, wholeRunMs);
  await page.goto(url);
  const code = await exit;
  clearTimeout(timer);
  return code;
}

async function main() {
  const { folder, extension, tests, userDataDir, extensionsDir } = readCommandLine(process.argv.slice(2));
  const install = await installVsCode(process.env.KVHTTP_TEST_VSCODE ?? minimumVersion);
  // `runTests` always passes --disable-workspace-trust; the restricted suites need the folder untrusted.
  const trusted = process.env.KVHTTP_TEST_RESTRICTED !== '1';
  const server = await serveVsCode({ install, trusted, userDataDir, extensionsDir });
  try {
    const browser = await launchBrowser();
    try {
      return await runPage(browser, server.pageUrl({ folder, extension, tests }));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

// Ctrl-C reaches us through `runTests`; leaving by exit() runs the handlers that end the server.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));

process.exitCode = await main();
