// @ts-check
import { spawn } from 'node:child_process';

/**
 * Runs npm in a folder and answers its output; rejects with the end of that output when npm fails.
 * npm itself is found through `npm_execpath` where a script of ours was started by npm: on Windows `npm` is a
 * command file that only a shell can start.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>}
 */
export function npmRun(args, cwd) {
  const execPath = process.env.npm_execpath;
  const viaNode = execPath !== undefined && /npm-cli\.c?js$/.test(execPath);
  const child = viaNode
    ? spawn(process.execPath, [execPath, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(output);
      else reject(new Error(`npm ${args.join(' ')} ended with ${code}:\n${output.slice(-2000)}`));
    });
  });
}

/**
 * `npmRun`, tried up to three times: a registry that fails once in hundreds of files is normal.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export async function npmRetried(args, cwd) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await npmRun(args, cwd);
    } catch (error) {
      if (attempt === 3) throw error;
      console.error(`npm failed, trying again (${attempt} of 2): ${String(error).slice(0, 300)}`);
      await new Promise(resolve => setTimeout(resolve, attempt * 3000));
    }
  }
}

/**
 * `npm install` without any package's own scripts.
 * @param {readonly string[]} packages empty: what the folder's package.json names
 * @param {string} cwd
 * @param {readonly string[]} [flags]
 */
export function npmInstall(packages, cwd, flags = []) {
  return npmRetried(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', ...flags, ...packages], cwd);
}
