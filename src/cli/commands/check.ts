import type { VaultConfig } from '../../core/model/vault.ts';
import { embeddedVaultName, embeddedVaultUrl } from '../../core/run/embeddedSetup.ts';
import { checkText, type PlacedProblem } from '../checkText.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { createPaint, type Paint, printable } from '../output/paint.ts';
import { pair, readArguments } from '../readArguments.ts';
import { chooseEnvironment, readEnvironmentFiles } from '../readEnvironmentFiles.ts';
import { readInputFile } from '../readInputFile.ts';
import { requestText } from '../requestText.ts';
import { UsageError } from '../usageError.ts';

interface CheckedFile {
  readonly file: string;
  readonly problems: readonly PlacedProblem[];
}

/** `kvhttp check`: the editor's diagnostics of request files. Nothing is sent. Exit code 1 where there is an error. */
export async function checkCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    json: { type: 'boolean' },
    env: { type: 'string' },
    vault: { type: 'string', multiple: true },
  });
  const { terminal } = context;
  if (positionals.length === 0) throw new UsageError('which file? kvhttp check FILE…');
  const vaults = (values.vault ?? []).map(readVault);
  const files: CheckedFile[] = [];
  for (const file of positionals) {
    const text = requestText(file, await readInputFile(file, terminal));
    files.push({ file, problems: await checkOne(file, text, values.env, vaults, Math.floor(terminal.now() / 1000)) });
  }
  if (values.json) terminal.out(`${JSON.stringify({ files }, null, 2)}\n`);
  else terminal.out(files.map(checked => checkedLines(checked, createPaint(terminal.colour))).join(''));
  const hasError = files.some(({ problems }) => problems.some(({ severity }) => severity === 'error'));
  return hasError ? exitCodes.failed : exitCodes.ok;
}

async function checkOne(file: string, text: string, env: string | undefined, named: readonly VaultConfig[], now: number) {
  const sample: VaultConfig = { name: embeddedVaultName, url: embeddedVaultUrl, credential: embeddedVaultName };
  const { variables, fetched } = await variablesOf(file, env);
  const facts = {
    environment: variables,
    fetched,
    credentials: null,
    now,
    vaults: [...named, sample],
    defaultVault: named.length === 1 ? (named[0]?.name ?? null) : null,
  };
  const problems = checkText(text, facts);
  // The settings of an editor are unknown here: without a list of vaults no name is wrong.
  return named.length > 0 ? problems : problems.filter(({ code }) => code !== 'unknown-vault');
}

/** Without a name, a variable that any environment has is set. */
async function variablesOf(file: string, env: string | undefined) {
  if (file === '-') return { variables: {}, fetched: new Set<string>() };
  if (env !== undefined) {
    const { variables, fetched } = await chooseEnvironment(file, env);
    return { variables, fetched: new Set(Object.keys(fetched)) };
  }
  const environments = await readEnvironmentFiles(file);
  const all = [null, ...environments.names].map(name => environments.select(name));
  return {
    variables: Object.assign({}, ...all.map(({ variables }) => variables)) as Record<string, string>,
    fetched: new Set(all.flatMap(({ fetched }) => Object.keys(fetched))),
  };
}

function readVault(text: string): VaultConfig {
  const [name, url] = pair('vault', text);
  if (!URL.canParse(url)) throw new UsageError(`--vault ${name}: '${url}' is no URL.`);
  return { name, url: new URL(url).origin, credential: 'default' };
}

const colours = { error: 'red', warning: 'yellow', hint: 'dim' } as const;

/** `file:line:character: severity code  message`, counted from 1 as compilers do. */
function checkedLines({ file, problems }: CheckedFile, paint: Paint): string {
  const lines = problems.map(({ code, severity, message, start }) => {
    const place = `${file}:${start.line + 1}:${start.character + 1}`;
    return `${printable(place)}: ${paint(colours[severity], severity)} ${code}  ${printable(message)}\n`;
  });
  return lines.length === 0 ? `${printable(file)}: no problem\n` : lines.join('');
}
