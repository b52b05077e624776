#!/usr/bin/env node
// @ts-check
// npm start: builds, sends the sample's first request in the terminal, then opens an editor with the extension and the samples.
// npm start -- --terminal stops after the terminal part.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installVsCode, minimumVersion } from '../test/harness/installVsCode.mjs';
import { projectRoot, testCache } from '../test/harness/projectRoot.mjs';
import { serveVsCode } from '../test/harness/serveVsCode.mjs';
import { checkNode } from './checkNode.mjs';
import { ensureInstalled } from './ensureInstalled.mjs';

const samples = path.join('media', 'samples');
const firstRequest = ['send', path.join(samples, 'quickstart.kvhttp'), '--embedded', '--name', 'readSecret'];

/** @param {readonly string[]} args */
function node(...args) {
  return spawnSync(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' }).status ?? 1;
}

/** A copy, so that what one tries out does not change the project. */
async function sampleWorkspace() {
  const folder = path.join(testCache, 'samples');
  await rm(folder, { recursive: true, force: true });
  await cp(path.join(projectRoot, samples), folder, { recursive: true });
  return folder;
}

/** @returns {string | undefined} the command that opens desktop VS Code */
function findCode() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return folders.map(folder => path.join(folder, name)).find(file => existsSync(file));
}

/**
 * @param {string} code
 * @param {string} folder
 */
function openDesktop(code, folder) {
  const shell = process.platform === 'win32';
  const args = [`--extensionDevelopmentPath=${projectRoot}`, folder, path.join(folder, 'quickstart.kvhttp')];
  const quoted = shell ? args.map(arg => `"${arg}"`) : args;
  return spawnSync(shell ? `"${code}"` : code, quoted, { stdio: 'inherit', shell }).status === 0;
}

/** @param {string} folder */
async function openInBrowser(folder) {
  const install = await installVsCode(minimumVersion);
  const server = await serveVsCode({ install, settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
  const url = server.pageUrl({ folder, extension: projectRoot, openFile: path.join(folder, 'quickstart.kvhttp') });
  console.log(`\nVS Code ${install.version} with the extension and the samples (Ctrl-C ends it):\n\n  ${url}\n`);
  await new Promise(resolve => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await server.stop();
}

async function main() {
  const { values } = parseArgs({ options: { terminal: { type: 'boolean', default: false } } });
  await ensureInstalled();
  const code = node('esbuild.js', '--quiet') || node(path.join('dist', 'cli.js'), ...firstRequest);
  if (code !== 0) {
    process.exitCode = code;
    return;
  }
  if (values.terminal) return;
  const folder = await sampleWorkspace();
  const desktop = findCode();
  if (desktop !== undefined && openDesktop(desktop, folder)) console.log('\nOpened VS Code with the extension and the samples.');
  else await openInBrowser(folder);
}

checkNode();
await main();
