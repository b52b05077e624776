import type { KvDocument, RequestBlock } from '../language/syntax.ts';
import type { Run } from '../model/run.ts';
import type { TraceNote, TraceOutcome } from '../model/trace.ts';
import { type RequestDependency, requestDependencies } from '../resolve/requestDependencies.ts';
import { knownProblems } from '../resolve/resolveRequest.ts';
import { variableScopeOf } from '../resolve/variableScope.ts';
import { endedWell } from './endedWell.ts';
import type { DependencyDoors, RunAsk, RunPorts } from './runPorts.ts';

/** What was sent first. `outcome` is null where the request itself may go; else it is how its run ends. */
export interface SentDependencies {
  readonly notes: readonly TraceNote[];
  readonly outcome: Extract<TraceOutcome, { kind: 'blocked' | 'cancelled' }> | null;
}

/**
 * Sends the requests that `@ref` names and that have no good answer yet, and those of `@force-ref` always. The first one that does not end
 * as it should stops the rest.
 */
export async function sendDependencies(
  document: KvDocument,
  block: RequestBlock,
  ask: RunAsk,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<SentDependencies> {
  const doors = ports.dependencies;
  const wanted = doors === null ? [] : requestDependencies(document, block).filter(one => isNeeded(one, doors));
  // Nothing is sent for a request that cannot go: its own problems are told instead.
  if (doors === null || wanted.length === 0 || hasKnownError(document, block, ask, ports)) return { notes: [], outcome: null };
  const notes: TraceNote[] = [];
  for (const dependency of wanted) {
    const selector = { kind: 'span', span: { start: dependency.block.start, end: dependency.block.end } } as const;
    const run = await doors.send({ text: ask.text, selector, flow: null }, signal);
    if (signal.aborted) return { notes, outcome: { kind: 'cancelled' } };
    const ok = endedWell(run);
    const name = nameOf(dependency);
    notes.push({ kind: 'dependency-sent', name, run: run.trace.id, text: run.headline, ok });
    if (!ok) return { notes, outcome: { kind: 'blocked', code: 'request-invalid', message: failureMessage(name, run) } };
  }
  return { notes, outcome: null };
}

function isNeeded(dependency: RequestDependency, doors: DependencyDoors): boolean {
  return dependency.force || !doors.isAnswered(nameOf(dependency));
}

function nameOf({ block }: RequestDependency): string {
  return block.syntax.name?.text ?? '';
}

function hasKnownError(document: KvDocument, block: RequestBlock, ask: RunAsk, { sources }: RunPorts): boolean {
  const facts = { ...sources, fetched: new Set(Object.keys(ask.fetched ?? {})) };
  return knownProblems(block, variableScopeOf(document), facts).some(({ severity }) => severity === 'error');
}

function failureMessage(name: string, { headline, assertions }: Run): string {
  const failed = assertions.find(({ ok }) => !ok);
  const what = failed === undefined ? headline : `"?? ${failed.text}" does not hold`;
  return `"${name}" has to be sent first ("@ref"), and it did not end as it should: ${what}. Send "${name}" by itself to see why.`;
}
