import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { parseDocument } from '../../core/language/parseDocument.ts';
import { selectRequest } from '../../core/language/selectRequest.ts';
import { type RequestBlock, requestBlocks } from '../../core/language/syntax.ts';
import { targetText } from '../../core/language/targetText.ts';
import { runId } from '../../core/model/ids.ts';
import type { Run } from '../../core/model/run.ts';
import { redactText } from '../../core/token/redactText.ts';
import type { Engine, SendAsk } from '../../protocol/engine.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { junitXml } from '../output/junitXml.ts';
import { createPaint } from '../output/paint.ts';
import type { ReportedRun } from '../output/reportedRun.ts';
import { answerStatus, exchangesOf, type Revealed, runJson } from '../output/runJson.ts';
import { runLines } from '../output/runLines.ts';
import { sarifLog } from '../output/sarifLog.ts';
import { readSendArguments, type SendArguments } from '../sendArguments.ts';
import { startSession } from '../startSession.ts';
import { UsageError } from '../usageError.ts';

/** `kvhttp send`: sends one request of a file, or all, and prints what happened and why. */
export async function sendCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const wanted = await readSendArguments(args, context.terminal);
  const requests = selectRequests(wanted);
  const session = await startSession(wanted, context);
  try {
    const reported: ReportedRun[] = [];
    const printed: unknown[] = [];
    for (const block of requests) {
      if (context.signal.aborted) break;
      const about = { name: redactText(nameOf(block), []), line: block.line + block.syntax.requestLine.line };
      if (wanted.all && block.syntax.isDisabled) {
        reported.push({ ...about, run: null });
        continue;
      }
      const run = await session.engine.send(askFor(wanted, block), () => {}, context.signal);
      const revealed = wanted.reveal ? await revealAll(session.engine, run) : new Map();
      reported.push({ ...about, run });
      if (wanted.json) printed.push(runJson(run, revealed, context.terminal.now()));
      else
        context.terminal.out(
          `${runLines(run, revealed, createPaint(context.terminal.colour), context.terminal.columns, context.terminal.now()).join('\n')}\n`,
        );
    }
    if (wanted.json) context.terminal.out(`${JSON.stringify(wanted.all ? { runs: printed } : printed[0], null, 2)}\n`);
    const runs = reported.flatMap(({ run }) => (run === null ? [] : [run]));
    if (wanted.har !== null) await writeHar(session.engine, runs, wanted.har, wanted.reveal);
    await writeReports(wanted, reported);
    return worst(runs.map(exitCodeOf));
  } finally {
    await session.stop();
  }
}

function selectRequests(wanted: SendArguments): readonly RequestBlock[] {
  const document = parseDocument(wanted.text);
  const requests = requestBlocks(document);
  if (requests.length === 0) throw new UsageError(`'${wanted.file}' holds no request.`);
  if (wanted.all) return requests;
  const request = selectRequest(document, wanted.selector);
  if (request === undefined) throw new UsageError(noSuchRequest(wanted, requests));
  return [request];
}

function nameOf({ syntax }: RequestBlock): string {
  const { name, title, requestLine } = syntax;
  const target = targetText(requestLine);
  return name?.text ?? title?.text ?? `${requestLine.method?.text.toUpperCase() ?? 'GET'} ${target}`;
}

function noSuchRequest({ file, selector }: SendArguments, requests: readonly RequestBlock[]): string {
  const names = requests.flatMap(block => (block.syntax.name === null ? [] : [block.syntax.name.text]));
  const wanted = selector.kind === 'name' ? `named '${selector.name}'` : selector.kind === 'line' ? `at line ${selector.line + 1}` : '';
  return `'${file}' holds no request ${wanted}. ${names.length === 0 ? 'None of its requests has a name.' : `Its requests: ${names.join(', ')}.`}`;
}

function askFor(wanted: SendArguments, { start, end }: RequestBlock): SendAsk {
  return {
    id: runId(randomUUID()),
    document: wanted.document,
    text: wanted.text,
    selector: { kind: 'span', span: { start, end } },
    flow: wanted.flow,
    defaultVault: wanted.defaultVault,
    environment: wanted.environment.variables,
    fetched: wanted.environment.fetched,
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

/** Reports name the file as seen from the current folder, with "/" on every system. */
async function writeReports({ file, junit, sarif }: SendArguments, reported: readonly ReportedRun[]): Promise<void> {
  const shown = (relative('.', file) || file).replaceAll('\\', '/');
  if (junit !== null) await writeReport('junit', junit, junitXml(shown, reported));
  if (sarif !== null) await writeReport('sarif', sarif, sarifLog(shown, reported));
}

async function writeReport(option: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`--${option}: '${file}' cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
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
