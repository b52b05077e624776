import { readFile } from 'node:fs/promises';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** The text of a file, or of standard input for `-`. */
export async function readInputFile(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return terminal.readInput();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(code === 'ENOENT' ? `there is no file '${file}'.` : `'${file}' cannot be read (${code ?? 'unknown error'}).`);
  }
}
