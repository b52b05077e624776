import { writeFile } from 'node:fs/promises';
import { formatDocument } from '../../core/language/formatDocument.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { printable } from '../output/paint.ts';
import { readArguments } from '../readArguments.ts';
import { readInputFile } from '../readInputFile.ts';
import { isMarkdown } from '../requestText.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp format`: formats request files in place, `-` from standard input to standard output. `--check` only tells which are not formatted. */
export async function formatCommand(args: readonly string[], { terminal }: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { check: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('which file? kvhttp format FILE…');
  let unformatted = 0;
  for (const file of positionals) {
    if (isMarkdown(file)) throw new UsageError(`'${file}' is Markdown: only request files are formatted.`);
    const text = await readInputFile(file, terminal);
    const formatted = formatDocument(text);
    const differs = formatted !== text;
    if (differs) unformatted++;
    if (values.check) {
      if (differs) terminal.out(`${printable(file)}: not formatted\n`);
    } else if (file === '-') terminal.out(formatted);
    else if (differs) {
      await write(file, formatted);
      terminal.out(`${printable(file)}: formatted\n`);
    }
  }
  return values.check && unformatted > 0 ? exitCodes.failed : exitCodes.ok;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`'${file}' cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
}
