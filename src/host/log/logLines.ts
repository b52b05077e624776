import { assertNever } from '../../core/model/assertNever.ts';
import type { Exchange, TraceEntry } from '../../core/model/trace.ts';
import { historyEntry, placeOf } from '../history/historyEntry.ts';
import type { StoredRun } from '../send/runStore.ts';
import { oneLine } from './oneLine.ts';

export type LogLevel = 'info' | 'warn' | 'debug' | 'trace';

export interface LogLine {
  readonly level: LogLevel;
  readonly text: string;
}

/**
 * A finished run for the log: one line for the run, one for each call, one for each note between them. As the history it names no object, and
 * holds no header, query, body, token or claim.
 */
export function logLines(stored: StoredRun): readonly LogLine[] {
  const { run } = stored;
  const entry = historyEntry(stored);
  const end = entry.status ?? run.trace.outcome.kind;
  const parts = [
    `run ${entry.id}: ${entry.method} ${entry.host}${entry.path}`,
    `flow ${entry.flow}`,
    `${end} (${entry.verdict})`,
    `${entry.calls} calls`,
    ...(entry.ms === null ? [] : [`${entry.ms} ms`]),
    ...(entry.causes.length === 0 ? [] : [`causes ${entry.causes.join(', ')}`]),
  ];
  const last: LogLine = { level: entry.verdict === 'failure' ? 'warn' : 'info', text: oneLine(parts.join(', ')) };
  return [...run.trace.entries.map(part => entryLine(entry.id, part)), last];
}

function entryLine(id: string, entry: TraceEntry): LogLine {
  switch (entry.kind) {
    case 'exchange':
      return { level: 'debug', text: oneLine(`run ${id}: call ${callText(entry.exchange)}`) };
    case 'note':
      return { level: 'trace', text: oneLine(`run ${id}: note ${entry.note.kind} after ${Math.round(entry.at)} ms`) };
    default:
      return assertNever(entry);
  }
}

function callText({ id, purpose, request, startedAt, endedAt, connection, outcome }: Exchange): string {
  const { host, path } = placeOf(request.url);
  const ms = endedAt === null ? 'open' : `${Math.round(endedAt - startedAt)} ms`;
  const reused = connection?.reused === true ? ', connection reused' : '';
  return `${id} (${purpose}) ${request.method} ${host}${path}: ${endOf(outcome)}, ${ms}${reused}`;
}

function endOf(outcome: Exchange['outcome']): string {
  switch (outcome.kind) {
    case 'pending':
      return 'no answer';
    case 'response':
      return String(outcome.response.status);
    case 'failed':
      return outcome.failure.code;
    default:
      return assertNever(outcome);
  }
}
