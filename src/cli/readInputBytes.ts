import { readFile, stat } from 'node:fs/promises';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** The bytes of a file, or of standard input for `-`. A file larger than `longest` bytes is not read. */
export async function readInputBytes(file: string, terminal: Terminal, longest: number): Promise<Uint8Array> {
  if (file === '-') return terminal.readInputBytes();
  try {
    const { size } = await stat(file);
    if (size > longest) throw new UsageError(`'${file}' has ${size} bytes; ${longest} are read at most.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(code === 'ENOENT' ? `there is no file '${file}'.` : `'${file}' cannot be read (${code ?? 'unknown error'}).`);
  }
}
