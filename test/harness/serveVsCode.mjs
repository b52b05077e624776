// @ts-check
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} ServeOptions
 * @property {import('./installVsCode.mjs').VsCodeInstall} install
 * @property {Readonly<Record<string, unknown>>} [settings] user settings beyond the quiet ones
 * @property {boolean} [trusted] every folder is trusted; false: each starts in restricted mode
 * @property {string} [userDataDir] default: a new folder that is removed at the end
 * @property {string} [extensionsDir]
 * @property {readonly string[]} [vsix] packages to install first
 * @property {boolean} [testDriver] default true; false: a newer version shows toasts, but takes extensions from `vsix` alone
 * @property {Readonly<Record<string, string>>} [env] for the extension host
 *
 * @typedef {object} ServedVsCode
 * @property {number} port
 * @property {(page: PageOptions) => string} pageUrl
 * @property {() => string} log what the server printed so far
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} PageOptions
 * @property {string} folder absolute path of the workspace
 * @property {string} [extension] absolute path of the extension under development
 * @property {string} [tests] absolute path of the in-host suite's module
 * @property {string} [openFile] absolute path
 */

/** What would cover or change the picture: welcome pages, telemetry, extension gallery, chat. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
};

/**
 * Starts VS Code's own server on a free port of 127.0.0.1, with a fresh profile, and answers once it listens.
 * @param {ServeOptions} options
 * @returns {Promise<ServedVsCode>}
 */
export async function serveVsCode(options) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'kvhttp-vscode-'));
  const userData = options.userDataDir ?? path.join(scratch, 'user-data');
  const extensions = options.extensionsDir ?? path.join(scratch, 'extensions');
  await writeUserSettings(userData, options.settings ?? {});
  await mkdir(extensions, { recursive: true });
  const places = ['--extensions-dir', extensions, '--user-data-dir', userData, '--server-data-dir', path.join(scratch, 'server-data')];
  for (const file of options.vsix ?? []) await installExtension(options.install, file, places);
  const server = start(options, places);
  const port = await server.listening;
  return {
    port,
    pageUrl: page => pageUrl(port, page),
    log: server.log,
    stop: async () => {
      await server.stop();
      await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Replaces the user settings of a profile; a running editor sees the change.
 * @param {string} userData
 * @param {Readonly<Record<string, unknown>>} settings
 */
export async function writeUserSettings(userData, settings) {
  const folder = path.join(userData, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/**
 * @param {ServeOptions} options
 * @param {readonly string[]} places
 */
function start({ install, trusted = true, testDriver = true, env = {} }, places) {
  const args = [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
  ];
  if (trusted) args.push('--disable-workspace-trust');
  if (testDriver) args.push(...install.serverArgs);
  const child = spawn(install.node, ['out/server-main.js', ...places, ...args], {
    cwd: install.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise(resolve => child.on('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(killer);
    process.off('exit', onExit);
  };
  // Extension hosts and watchers end with their server, however it ends.
  const onExit = () => child.kill('SIGKILL');
  process.on('exit', onExit);
  child.stderr.on('data', chunk => {
    output += chunk;
  });
  const listening = new Promise((/** @type {(port: number) => void} */ resolve, reject) => {
    child.on('error', reject);
    void ended.then(() => reject(new Error(`VS Code ${install.version} did not start:\n${output.slice(-2000)}`)));
    createInterface({ input: child.stdout }).on('line', line => {
      output += `${line}\n`;
      const port = /^Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  return { listening, stop, log: () => output };
}

/**
 * @param {import('./installVsCode.mjs').VsCodeInstall} install
 * @param {string} vsix
 * @param {readonly string[]} places
 */
async function installExtension(install, vsix, places) {
  const child = spawn(install.node, ['out/server-main.js', ...places, '--install-extension', vsix, '--accept-server-license-terms'], {
    cwd: install.root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${vsix} could not be installed into VS Code ${install.version}`);
}

/**
 * @param {number} port
 * @param {PageOptions} page
 */
function pageUrl(port, { folder, extension, tests, openFile }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://localhost:${port}${encodeURI(asUriPath(file))}`;
  /** @type {[string, string][]} */
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  if (openFile !== undefined) payload.push(['openFile', remote(openFile)]);
  return `http://localhost:${port}/?folder=${encodeURIComponent(asUriPath(folder))}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** @param {string} file */
function asUriPath(file) {
  return process.platform === 'win32' ? `/${file.replaceAll('\\', '/')}` : file;
}
