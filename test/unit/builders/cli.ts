import { runCli } from '../../../src/cli/runCli.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';

/** One command line in this process, without workers: its exit code and what it wrote. */
export async function cli(
  args: readonly string[],
  input = '',
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const written = { out: '', err: '' };
  const terminal: Terminal = {
    out: text => {
      written.out += text;
    },
    err: text => {
      written.err += text;
    },
    readInput: async () => input,
    readInputBytes: async () => new TextEncoder().encode(input),
    ask: async () => undefined,
    env: {},
    colour: false,
    columns: 100,
    now: () => Date.UTC(2026, 10, 21),
  };
  const signal = new AbortController().signal;
  const code = await runCli(args, { terminal, engineFile: '', emulatorFile: '', signal });
  return { code, ...written };
}
