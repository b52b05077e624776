import { auditKql, auditTables } from '../../core/evidence/audit/auditKql.ts';
import type { AuditReport } from '../../core/evidence/audit/auditReport.ts';
import { classifyAudit } from '../../core/evidence/audit/classifyAudit.ts';
import { type AuditReading, readAuditLog } from '../../core/evidence/audit/readAuditLog.ts';
import type { CliContext } from '../cliContext.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { auditLines } from '../output/auditLines.ts';
import { createPaint } from '../output/paint.ts';
import { readArguments } from '../readArguments.ts';
import { readInputBytes } from '../readInputBytes.ts';
import { UsageError } from '../usageError.ts';

/** Bytes of one file; longer strings than twice this cannot be made. */
const longestLog = 256 * 1024 * 1024;

/** `kvhttp audit`: tells the handshakes of audit logs from what somebody must look at. Several files are read as one log. */
export async function auditCommand(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, kql: { type: 'boolean' } });
  const { terminal } = context;
  if (positionals.length === 0 && values.kql !== true) throw new UsageError('which file? kvhttp audit FILE…, or - for standard input.');
  const kql = values.kql === true ? Object.fromEntries(auditTables.map(table => [table, auditKql(table)])) : undefined;
  const report = positionals.length === 0 ? undefined : await classified(positionals, context);
  if (values.json) terminal.out(`${JSON.stringify({ ...report, ...(kql === undefined ? {} : { kql }) }, null, 2)}\n`);
  else {
    if (report !== undefined) terminal.out(`${auditLines(report, createPaint(terminal.colour)).join('\n')}\n`);
    if (kql !== undefined) terminal.out(`${Object.values(kql).join('\n')}`);
  }
  const isCalm = report === undefined || (report.unauthorized.unanswered === 0 && report.forbidden.total === 0);
  return isCalm ? exitCodes.ok : exitCodes.failed;
}

async function classified(files: readonly string[], { terminal }: CliContext): Promise<AuditReport> {
  const readings: AuditReading[] = [];
  for (const file of files) {
    const reading = readAuditLog(new TextDecoder().decode(await readInputBytes(file, terminal, longestLog)));
    if (reading.rows.length === 0) throw new UsageError(`'${file}' holds no row of a Key Vault audit log.`);
    readings.push(reading);
  }
  return classifyAudit({
    rows: readings.flatMap(({ rows }) => rows),
    unreadable: readings.reduce((sum, { unreadable }) => sum + unreadable, 0),
  });
}
