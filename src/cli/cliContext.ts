import type { Terminal } from './terminal.ts';

/** What every command gets: its terminal, the worker bundles beside the program, and the wish to stop. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly engineFile: string;
  readonly emulatorFile: string;
  readonly signal: AbortSignal;
}
