import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseDocument } from '../../core/language/parseDocument.ts';
import { selectRequest } from '../../core/language/selectRequest.ts';
import { type RequestBlock, requestBlocks } from '../../core/language/syntax.ts';
import { runId } from '../../core/model/ids.ts';
import type { RequestSelector } from '../../core/model/requestSelector.ts';
import type { Run } from '../../core/model/run.ts';
import type { Engine, SendAsk } from '../../protocol/engine.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { createPaint } from '../output/paint.ts';
import { answerStatus, exchangesOf, type Revealed, runJson } from '../output/runJson.ts';
import { runLines } from '../output/runLines.ts';
import { readSendArguments, type SendArguments } from '../sendArguments.ts';
import { startSession } from '../startSession.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp send`: sends one request of a file, or all, and prints what happened and why. */
export async function sendCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const wanted = await readSendArguments(args, context.terminal);
  const selectors = selectRequests(wanted);
  const session = await startSession(wanted, context);
  try {
    const runs: Run[] = [];
    const printed: unknown[] = [];
    for (const selector of selectors) {
      const run = await session.engine.send(askFor(wanted, selector), () => {}, context.signal);
      const revealed = wanted.reveal ? await revealAll(session.engine, run) : new Map();
      runs.push(run);
      if (wanted.json) printed.push(runJson(run, revealed, context.terminal.now()));
      else
        context.terminal.out(
          `${runLines(run, revealed, createPaint(context.terminal.colour), context.terminal.columns, context.terminal.now()).join('\n')}\n`,
        );
      if (context.signal.aborted) break;
    }
    if (wanted.json) context.terminal.out(`${JSON.stringify(wanted.all ? { runs: printed } : printed[0], null, 2)}\n`);
    if (wanted.har !== null) await writeHar(session.engine, runs, wanted.har, wanted.reveal);
    return worst(runs.map(exitCodeOf));
  } finally {
    await session.stop();
  }
}

function selectRequests(wanted: SendArguments): readonly RequestSelector[] {
  const document = parseDocument(wanted.text);
  const requests = requestBlocks(document);
  if (requests.length === 0) throw new UsageError(`'${wanted.file}' holds no request.`);
  if (wanted.all) return requests.map(({ start, end }) => ({ kind: 'span', span: { start, end } }));
  if (selectRequest(document, wanted.selector) === undefined) throw new UsageError(noSuchRequest(wanted, requests));
  return [wanted.selector];
}

function noSuchRequest({ file, selector }: SendArguments, requests: readonly RequestBlock[]): string {
  const names = requests.flatMap(block => (block.syntax.name === null ? [] : [block.syntax.name.text]));
  const wanted = selector.kind === 'name' ? `named '${selector.name}'` : selector.kind === 'line' ? `at line ${selector.line + 1}` : '';
  return `'${file}' holds no request ${wanted}. ${names.length === 0 ? 'None of its requests has a name.' : `Its requests: ${names.join(', ')}.`}`;
}

function askFor(wanted: SendArguments, selector: RequestSelector): SendAsk {
  return {
    id: runId(randomUUID()),
    document: wanted.document,
    text: wanted.text,
    selector,
    flow: wanted.flow,
    defaultVault: wanted.defaultVault,
    environment: {},
  };
}

async function revealAll(engine: Engine, run: Run): Promise<Revealed> {
  const shown = new Map<number, { readonly requestHeaders: Record<string, string> | null; readonly body: string | null }>();
  for (const { id } of exchangesOf(run.trace)) {
    const headers = await engine.reveal(run.trace.id, id, 'request-headers');
    const body = await engine.reveal(run.trace.id, id, 'response-body');
    shown.set(id, { requestHeaders: headers === undefined ? null : headerLines(headers), body: body ?? null });
  }
  return shown;
}

/** `Name: value` lines, as `reveal` gives them, to an object. */
function headerLines(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split(/\r?\n/)
      .filter(line => line.includes(':'))
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

async function writeHar(engine: Engine, runs: readonly Run[], file: string, withSecrets: boolean): Promise<void> {
  const last = runs.at(-1);
  const har = last === undefined ? undefined : await engine.exportHar(last.trace.id, withSecrets);
  if (har !== undefined) await writeFile(file, har, { mode: 0o600 });
}

/** What one run means for the exit code. */
export function exitCodeOf(run: Run): ExitCode {
  if (run.assertions.length > 0 && run.assertions.every(assertion => assertion.ok)) return exitCodes.ok;
  if (run.trace.outcome.kind !== 'answered') return exitCodes.notSent;
  if (run.assertions.length > 0) return exitCodes.failed;
  const status = answerStatus(run.trace) ?? 0;
  return status >= 200 && status < 300 ? exitCodes.ok : exitCodes.failed;
}

function worst(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>((most, code) => (code > most ? code : most), exitCodes.ok);
}
