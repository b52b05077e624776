// @ts-check

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { installOnce } from './installOnce.mjs';
import { npmInstall, npmRun } from './npmRun.mjs';
import { testCache } from './projectRoot.mjs';

/**
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {Readonly<Record<string, string>>} env what it needs beyond our own environment
 */

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chrome, Chromium or Edge of this machine, else one from npm. `KVHTTP_BROWSER` names one by hand
 * (`npm` for the one from npm).
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const wish = process.env.KVHTTP_BROWSER;
  if (wish !== undefined && wish !== '' && wish !== 'npm') return { executablePath: wish, env: {} };
  const found = wish === 'npm' ? undefined : installedPaths().find(candidate => existsSync(candidate));
  return found === undefined ? browserFromNpm() : { executablePath: found, env: {} };
}

/**
 * A headless browser with the flags that tests need; the caller closes it.
 * @param {readonly string[]} [more] further flags
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser(more = []) {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({ executablePath, headless: true, args: [...flags, ...more], env: { ...definedEnv(), ...env } });
}

/** @returns {readonly string[]} */
function installedPaths() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(name => process.env[name] ?? '').filter(Boolean);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return roots.flatMap(root => programs.map(program => path.join(root, program)));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap(name => folders.map(folder => path.join(folder, name)));
}

/**
 * The npm package carries a headless Chromium with the few system libraries that it needs. It unpacks into TMPDIR, where it
 * would trust any file of that name, so it gets a folder of its own; the library archive is unpacked only when it
 * believes to run in a Lambda of that Node; and it finds no font unless a configuration of ours names them.
 * @returns {Promise<Browser>}
 */
async function browserFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chrome, Chromium or Edge found: install one or name it in KVHTTP_BROWSER');
  }
  const folder = path.join(testCache, 'browser');
  const unpacked = path.join(folder, 'unpacked');
  await installOnce(folder, '@sparticuz/chromium@147.0.0 dejavu-fonts-ttf@2.37.3', async partial => {
    console.error('installing a headless Chromium from npm (once) …');
    await npmRun(['init', '--yes', '--init-type=commonjs'], partial);
    await npmInstall(['@sparticuz/chromium@147.0.0', 'dejavu-fonts-ttf@2.37.3'], partial);
    await mkdir(path.join(partial, 'unpacked'));
    await unpack(partial, path.join(partial, 'unpacked'));
  });
  await writeFontConfig(unpacked, path.join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf'));
  return {
    executablePath: path.join(unpacked, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(unpacked, 'al2023', 'lib'), FONTCONFIG_PATH: path.join(unpacked, 'fontconfig') },
  };
}

/**
 * In a process of its own, because the package reads its environment while it is loaded.
 * @param {string} folder
 * @param {string} target
 */
async function unpack(folder, target) {
  const script = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(p => console.log(p))";
  const child = spawn(process.execPath, ['-e', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0 || !existsSync(path.join(target, 'chromium'))) throw new Error(`the browser package could not be unpacked into ${target}`);
}

/**
 * The browser's own fonts hold no monospace one: DejaVu is added. Absolute paths, hence written anew when the project has moved.
 * @param {string} unpacked
 * @param {string} extraFonts
 */
async function writeFontConfig(unpacked, extraFonts) {
  const file = path.join(unpacked, 'fontconfig', 'fonts.conf');
  const prefer = (/** @type {string} */ generic, /** @type {string} */ family) =>
    `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  const text = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `<dir>${path.join(unpacked, 'fonts', 'fonts')}</dir>`,
    `<dir>${extraFonts}</dir>`,
    `<cachedir>${path.join(unpacked, 'fontconfig', 'cache')}</cachedir>`,
    prefer('monospace', 'DejaVu Sans Mono'),
    prefer('sans-serif', 'Open Sans'),
    prefer('serif', 'DejaVu Serif'),
    '</fontconfig>',
    '',
  ].join('\n');
  await mkdir(path.dirname(file), { recursive: true });
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) await writeFile(file, text);
}

/** @returns {Record<string, string>} */
function definedEnv() {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return env;
}
