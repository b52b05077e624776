import type { Run } from '../../core/model/run.ts';
import { endedWell } from '../../core/run/endedWell.ts';

/** A request of a file with its run, or without one where `# @disabled` keeps it from being sent. */
export interface ReportedRun {
  /** Name, title, or method and target. */
  readonly name: string;
  /** Line of the request line, from 0. */
  readonly line: number;
  readonly run: Run | null;
}

/** Something that is not as it should be, at a line from 0. */
export interface Fault {
  readonly kind: 'assertion' | 'answer' | 'not-sent';
  readonly line: number;
  readonly message: string;
}

/** What keeps a run from being as it should be; empty where it is. */
export function faultsOf({ line, run }: ReportedRun): readonly Fault[] {
  if (run === null || endedWell(run)) return [];
  const failed = run.assertions.filter(({ ok }) => !ok);
  if (run.trace.outcome.kind !== 'answered') return [{ kind: 'not-sent', line, message: run.headline }];
  if (run.assertions.length === 0) return [{ kind: 'answer', line, message: run.headline }];
  return failed.map(one => ({ kind: 'assertion', line: one.line, message: `?? ${one.text}: was ${one.actual}` }));
}
