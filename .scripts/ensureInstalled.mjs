// @ts-check
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { npmRetried } from '../test/harness/npmRun.mjs';
import { projectRoot } from '../test/harness/projectRoot.mjs';

/** `npm ci` when node_modules is missing or is not what the lock file says; no package's own script is run. */
export async function ensureInstalled() {
  if (await isInstalled()) return;
  console.error('installing the packages of package-lock.json …');
  await npmRetried(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'], projectRoot);
}

/** npm notes in node_modules what it has installed; packages for other platforms are missing there by right. */
async function isInstalled() {
  const wanted = await packagesOf('package-lock.json');
  const present = await packagesOf('node_modules/.package-lock.json').catch(() => undefined);
  if (present === undefined) return false;
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    const found = present[folder];
    return folder === '' || (found === undefined ? optional === true : found.version === version);
  });
}

/**
 * @param {string} file
 * @returns {Promise<Readonly<Record<string, { readonly version?: string, readonly optional?: boolean }>>>}
 */
async function packagesOf(file) {
  return JSON.parse(await readFile(path.join(projectRoot, file), 'utf8')).packages;
}
