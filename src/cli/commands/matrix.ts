import type { MatrixRow } from '../../core/run/matrix/matrixCase.ts';
import { matrixCases } from '../../core/run/matrix/matrixCases.ts';
import { cells } from '../../core/run/matrix/matrixTable.ts';
import { runMatrix } from '../../core/run/matrix/runMatrix.ts';
import type { CliContext } from '../cliContext.ts';
import { startEmbeddedSession } from '../embeddedSession.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { createPaint, type Paint, printable } from '../output/paint.ts';
import { readArguments } from '../readArguments.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp matrix --embedded`: one request against every wrong token, missing right and refusal on the way, as a table. */
export async function matrixCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { embedded: { type: 'boolean' }, json: { type: 'boolean' } });
  if (positionals.length > 0) throw new UsageError(`'${positionals[0]}' is not expected.`);
  if (!values.embedded) throw new UsageError('the matrix runs against the embedded vault alone; say so with --embedded.');
  const { terminal, signal } = context;
  const paint = createPaint(terminal.colour);
  const session = await startEmbeddedSession(context);
  try {
    const { info, control } = session.vault;
    if (!values.json) terminal.out(`${headLine(paint)}\n`);
    const show = (row: MatrixRow): void => (values.json ? undefined : terminal.out(`${rowLine(row, paint)}\n`));
    const rows = await runMatrix(matrixCases, { info, control, send: session.send, now: terminal.now }, show, signal);
    const good = rows.filter(row => row.ok).length;
    if (values.json) terminal.out(`${JSON.stringify({ rows, ok: good, of: rows.length }, null, 2)}\n`);
    else terminal.out(`\n${good} of ${rows.length} causes were found as expected. Nothing has left this machine.\n`);
    return rows.every(row => row.ok) && !signal.aborted ? exitCodes.ok : exitCodes.failed;
  } finally {
    await session.stop();
  }
}

const widths = [15, 49, 6, 30, 30] as const;
const columns = (texts: readonly string[]): string => texts.map((text, index) => printable(text).padEnd(widths[index] ?? 0)).join('  ');

const headLine = (paint: Paint): string => paint('bold', columns(['what', 'case', 'status', 'code of the service', 'cause found']));

function rowLine(row: MatrixRow, paint: Paint): string {
  const [group = '', name = '', status = '', code = '', cause = '', verdict = ''] = cells(row);
  const mark = row.ok ? paint('green', '✓') : paint('red', `✗ ${verdict}`);
  return `${columns([group, name, status, code, cause])}  ${mark}`;
}
