import { tokenOfClaims } from '../diagnosis/caseOfObservation.ts';
import { diagnoseTrace } from '../diagnosis/diagnoseTrace.ts';
import type { JsonObject } from '../model/tokenFacts.ts';
import { blockCodes, type TraceOutcome } from '../model/trace.ts';
import type { EvidenceReport, ExplainedRun } from './evidenceReport.ts';
import { type EvidenceDoors, explainRuns, totalOf } from './explainRuns.ts';
import { readSavedTraces, type SavedTrace } from './readSavedTrace.ts';
import { traceOfCalls } from './traceOfCalls.ts';

/** Explains what `kvhttp send --json` wrote. Every Send is one run: nothing has to be told apart. */
export function explainTraces(value: unknown, doors: EvidenceDoors): EvidenceReport {
  const traces = readSavedTraces(value);
  const calls = traces.flatMap(trace => trace.calls);
  let first = 0;
  const runs = traces.map((saved): ExplainedRun => {
    const from = first;
    first += saved.calls.length;
    return explainOne(saved, from, doors);
  });
  const counted = explainRuns(calls, 'trace', doors);
  return { kind: 'trace', ...totalOf(runs), runs, calls: counted.calls, handshake: counted.handshake };
}

function explainOne(saved: SavedTrace, from: number, doors: EvidenceDoors): ExplainedRun {
  const own = saved.calls.map((call, index) => [from + index, call] as const);
  const bare = traceOfCalls(own, doors.fingerprint);
  const claims = Object.fromEntries(Object.entries(saved.claims).filter(([name, claim]) => name !== 'verdict' && claim !== null));
  const token = bare.token ?? (Object.keys(claims).length === 0 ? null : tokenOfClaims(claims as JsonObject));
  const trace = { ...bare, token, outcome: blockedOutcome(saved) ?? bare.outcome };
  const { verdict, findings } = diagnoseTrace(trace, { now: doors.now });
  return { verdict, findings, exchanges: own.map(([index]) => index) };
}

/** What the calls alone do not show: that nothing (more) was sent, and why. */
function blockedOutcome({ outcome }: SavedTrace): TraceOutcome | undefined {
  if (outcome?.['kind'] === 'cancelled') return { kind: 'cancelled' };
  const code = blockCodes.find(known => known === outcome?.['code']);
  return outcome?.['kind'] === 'blocked' && code !== undefined
    ? { kind: 'blocked', code, message: String(outcome['message'] ?? '') }
    : undefined;
}
