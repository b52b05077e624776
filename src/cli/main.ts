import { join } from 'node:path';
import { nodeTerminal } from './nodeTerminal.ts';
import { runCli } from './runCli.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

runCli(process.argv.slice(2), {
  terminal: nodeTerminal(),
  engineFile: join(__dirname, 'engine.js'),
  emulatorFile: join(__dirname, 'emulator.js'),
  signal: interrupted.signal,
}).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`kvhttp: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
