import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Terminal } from './terminal.ts';

/** The terminal of this process. */
export function nodeTerminal(): Terminal {
  return {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
    readInput: async () => (await buffer(process.stdin)).toString('utf8'),
    readInputBytes: () => buffer(process.stdin),
    lines: signal => createInterface({ input: process.stdin, signal }),
    ask: askOnTerminal,
    env: process.env,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    columns: process.stdout.columns ?? 100,
    now: () => Date.now(),
  };
}

async function askOnTerminal(question: string, hidden: boolean): Promise<string | undefined> {
  if (process.stdin.isTTY !== true) return undefined;
  process.stderr.write(question);
  // Readline echoes what is typed to its output: a secret's output goes nowhere.
  const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}
