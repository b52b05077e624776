import type { ResolvedRequest } from '../model/resolvedRequest.ts';
import type { Exchange, TraceOutcome } from '../model/trace.ts';
import { exchangesOf } from '../timeline/foldTrace.ts';
import type { RunPorts } from './runPorts.ts';
import type { RunRecorder } from './runRecorder.ts';

/** Writes the answer of a run into the files that its request names (`>> file`), and notes what became of each. */
export async function saveAnswers(
  request: ResolvedRequest,
  outcome: TraceOutcome,
  recorder: RunRecorder,
  ports: Pick<RunPorts, 'saveAnswer'>,
): Promise<void> {
  if (outcome.kind !== 'answered') return;
  const answer = exchangesOf(recorder.trace).find(({ id }) => id === outcome.exchange);
  for (const { path, replaces } of request.answerFiles ?? []) {
    const saved = answer === undefined || request.noLog ? undefined : await ports.saveAnswer({ path, replaces, answer });
    if (saved === undefined) recorder.record({ kind: 'note', note: { kind: 'warning', text: notSaved(path, request.noLog) } });
    else recorder.record({ kind: 'note', note: { kind: 'answer-saved', file: saved } });
  }
}

function notSaved(path: string, noLog: boolean): string {
  const shown = path.slice(0, 120);
  if (noLog) return `The answer is not written to "${shown}": "# @no-log" keeps it out of every file.`;
  return `The answer is not written to "${shown}". The workspace must be trusted, the file must lie in it, and a secret is written only with your consent (--reveal on the command line).`;
}

/** What `RunPorts.saveAnswer` is asked. */
export interface SaveAsk {
  /** As written in the document, with its variables filled in. */
  readonly path: string;
  /** In place of a file that is there. */
  readonly replaces: boolean;
  readonly answer: Exchange;
}
