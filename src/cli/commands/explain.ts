import { basename } from 'node:path';
import * as zlib from 'node:zlib';
import { EvidenceError } from '../../core/evidence/evidenceError.ts';
import type { EvidenceReport } from '../../core/evidence/evidenceReport.ts';
import { explainEvidence, longestInput } from '../../core/evidence/explainEvidence.ts';
import { unpackWith } from '../../core/evidence/unpackWith.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { evidenceLines } from '../output/evidenceLines.ts';
import { createPaint } from '../output/paint.ts';
import { findingJson } from '../output/runJson.ts';
import { readArguments } from '../readArguments.ts';
import { readInputBytes } from '../readInputBytes.ts';
import { UsageError } from '../usageError.ts';
import { fingerprint } from './token.ts';

/** `kvhttp explain`: names the cause in a recording, a log, an error text or an observation. Nothing is sent. */
export async function explainCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } });
  const { terminal } = context;
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('which file? kvhttp explain FILE, or - for standard input.');
  if (more.length > 0) throw new UsageError(`one file at a time; '${more[0]}' is too many.`);
  const bytes = await readInputBytes(file, terminal, longestInput);
  const report = explained(bytes, file === '-' ? null : basename(file), terminal.now());
  if (values.json) terminal.out(`${JSON.stringify(evidenceJson(report), null, 2)}\n`);
  else terminal.out(`${evidenceLines(report, createPaint(terminal.colour)).join('\n')}\n`);
  return report.verdict === 'failure' ? exitCodes.failed : exitCodes.ok;
}

function explained(bytes: Uint8Array, name: string | null, now: number): EvidenceReport {
  try {
    return explainEvidence(bytes, name, { now, fingerprint, unpack: unpackWith(zlib) });
  } catch (error) {
    if (error instanceof EvidenceError) throw new UsageError(`${error.message} (${error.code})`);
    throw error;
  }
}

function evidenceJson({ verdict, findings, runs }: EvidenceReport): Record<string, unknown> {
  const own = { verdict, findings: findings.map(findingJson) };
  if (runs === null) return own;
  return {
    ...own,
    runs: runs.map(run => ({ verdict: run.verdict, findings: run.findings.map(findingJson), exchanges: run.exchanges })),
  };
}
