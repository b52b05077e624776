// @ts-check
import { spawn } from 'node:child_process';
import { projectRoot } from '../test/harness/projectRoot.mjs';

/**
 * Runs a Node program in the project's folder with our own output, and ends it with all that it started when its time is up.
 * @param {readonly string[]} args script and its arguments
 * @param {number} limitMs
 * @returns {Promise<number | 'too slow'>} exit code
 */
export async function runCommand(args, limitMs) {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const end = (/** @type {NodeJS.Signals} */ signal) => endGroup(child, signal);
  // In a group of its own it does not get our terminal's Ctrl-C.
  const interrupt = () => {
    end('SIGTERM');
    process.exit(130);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  let slow = false;
  const timers = [
    setTimeout(() => {
      slow = true;
      end('SIGTERM');
    }, limitMs),
    setTimeout(() => end('SIGKILL'), limitMs + 10_000),
  ];
  try {
    const code = await new Promise((/** @type {(code: number) => void} */ resolve, reject) => {
      child.on('error', reject);
      child.on('close', exit => resolve(exit ?? 1));
    });
    return slow ? 'too slow' : code;
  } finally {
    timers.forEach(clearTimeout);
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function endGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // Gone between the look and the call: that is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
