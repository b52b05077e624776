import type { CliContext } from './cliContext.ts';
import { auditCommand } from './commands/audit.ts';
import { checkCommand } from './commands/check.ts';
import { emulatorCommand } from './commands/emulator.ts';
import { explainCommand } from './commands/explain.ts';
import { formatCommand } from './commands/format.ts';
import { labCommand } from './commands/lab.ts';
import { matrixCommand } from './commands/matrix.ts';
import { sendCommand } from './commands/send.ts';
import { tokenCommand } from './commands/token.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { UsageError } from './usageError.ts';
import { usageOf, usageText } from './usageText.ts';

type Command = (args: readonly string[], context: CliContext) => Promise<ExitCode>;

const commands: ReadonlyMap<string, Command> = new Map([
  ['send', sendCommand],
  ['explain', explainCommand],
  ['check', checkCommand],
  ['format', formatCommand],
  ['audit', auditCommand],
  ['token', tokenCommand],
  ['emulator', emulatorCommand],
  ['matrix', matrixCommand],
  ['lab', labCommand],
]);

/** Runs one command line (without the program's own name) and answers its exit code. Rejects only for faults of ours. */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const [name, ...rest] = args;
  const { terminal } = context;
  if (name === undefined || name === 'help' || asksForHelp(name)) {
    terminal.out((rest[0] === undefined ? undefined : usageOf(rest[0])) ?? usageText);
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  const command = commands.get(name);
  if (command === undefined) {
    terminal.err(`kvhttp: unknown command '${name}'. Known: ${[...commands.keys()].join(', ')}.\n`);
    return exitCodes.usage;
  }
  if (rest.some(asksForHelp)) {
    terminal.out(usageOf(name) ?? usageText);
    return exitCodes.ok;
  }
  try {
    return await command(rest, context);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`kvhttp ${name}: ${error.message}\nSee: kvhttp ${name} --help\n`);
    return exitCodes.usage;
  }
}

const asksForHelp = (word: string): boolean => word === '--help' || word === '-h';
