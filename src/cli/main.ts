import { join } from 'node:path';
import { nodeTerminal } from './nodeTerminal.ts';
import { runCli } from './runCli.ts';

const interrupted = new AbortController();
// SIGHUP: the terminal was closed. Whoever ends the program ends it in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupted.abort());

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
