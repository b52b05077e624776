import { noChanges, type TokenChanges } from '../../core/model/tokenChanges.ts';
import { readChange } from '../../core/run/lab/readChange.ts';
import type { CliContext } from '../cliContext.ts';
import { startEmbeddedSession } from '../embeddedSession.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { createPaint } from '../output/paint.ts';
import { runJson } from '../output/runJson.ts';
import { runLines } from '../output/runLines.ts';
import { pair, readArguments } from '../readArguments.ts';
import { UsageError } from '../usageError.ts';

const onlyHere =
  'Possible only here: the embedded vault signs this token with its own key. No real tenant can be made to sign what you choose.';

/** `kvhttp lab`: changes a good token, signs it again, sends it to the embedded vault and tells which rule fires. */
export async function labCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {
    claim: { type: 'string', multiple: true },
    without: { type: 'string', multiple: true },
    header: { type: 'string', multiple: true },
    signature: { type: 'string' },
    path: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UsageError(`'${positionals[0]}' is not expected. A claim is changed with --claim NAME=VALUE.`);
  const { terminal } = context;
  const now = Math.floor(terminal.now() / 1000);
  const read = (option: string, texts: readonly string[] = []): TokenChanges['claims'] =>
    Object.fromEntries(texts.map(text => pair(option, text)).map(([name, value]) => [name, readChange(name, value, now)]));
  const changes: TokenChanges = {
    ...noChanges,
    claims: read('claim', values.claim),
    header: read('header', values.header),
    without: values.without ?? [],
    signature: readSignature(values.signature),
  };
  const request = `# @title Token lab\n# @token {{token}}\nGET ${readPath(values.path)}\n`;
  const session = await startEmbeddedSession(context);
  try {
    const run = await session.send(request, { token: await session.vault.control.mint(changes) });
    if (values.json) terminal.out(`${JSON.stringify({ note: onlyHere, changes, ...runJson(run, new Map(), terminal.now()) }, null, 2)}\n`);
    else {
      const paint = createPaint(terminal.colour);
      const lines = runLines(run, new Map(), paint, terminal.columns, terminal.now());
      terminal.out(`${[paint('yellow', onlyHere), '', ...lines].join('\n')}\n`);
    }
    return run.trace.outcome.kind === 'answered' ? exitCodes.ok : exitCodes.notSent;
  } finally {
    await session.stop();
  }
}

function readSignature(text: string | undefined): TokenChanges['signature'] {
  if (text === undefined || text === 'valid' || text === 'broken' || text === 'none') return text ?? 'valid';
  throw new UsageError(`--signature wants valid, broken or none, got '${text}'.`);
}

function readPath(text: string | undefined): string {
  if (text === undefined) return '/secrets/db-password?api-version=7.6';
  if (!/^\/\S*$/.test(text)) throw new UsageError(`--path wants a path that starts with '/', got '${text}'.`);
  return text;
}
