import { execFile } from 'node:child_process';
import type { ToolCall, ToolResult } from '../core/auth/credentials/machineDoors.ts';
import { findProgram } from './findProgram.ts';

const mostOutput = 1024 * 1024;

/**
 * Starts a program of the PATH without a shell, in the root folder, and gathers what it prints. It is ended after its time.
 * @throws the signal's reason once it has fired; the program is ended then too
 */
export async function runTool(
  { program, args, timeoutMs }: ToolCall,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<ToolResult> {
  const found = await findProgram(program, environment);
  signal.throwIfAborted();
  if (found === undefined) return { kind: 'not-found' };
  const timeout = AbortSignal.timeout(timeoutMs);
  const options = {
    cwd: process.platform === 'win32' ? (environment['SystemRoot'] ?? 'C:\\') : '/',
    env: { ...environment },
    encoding: 'utf8',
    maxBuffer: mostOutput,
    windowsHide: true,
    // A tool that does not heed SIGTERM must not keep the run waiting.
    killSignal: 'SIGKILL',
    signal: AbortSignal.any([signal, timeout]),
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(found.file, [...found.before, ...args], options, (error, stdout, stderr) => {
      if (signal.aborted) reject(signal.reason);
      else if (timeout.aborted) resolve({ kind: 'timed-out' });
      else if (error !== null && typeof error.code === 'string') resolve({ kind: 'ended', exitCode: null, stdout: '', stderr: error.code });
      else resolve({ kind: 'ended', exitCode: child.exitCode, stdout, stderr });
    });
    // Nobody is there to answer its questions.
    child.stdin?.end();
  });
}
