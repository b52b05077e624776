import { caseOfTrace } from '../diagnosis/caseOfTrace.ts';
import { type Diagnosis, diagnoseTrace } from '../diagnosis/diagnoseTrace.ts';
import { explainHandshake, type HandshakeCounts } from '../diagnosis/explainHandshake.ts';
import { explainCase } from '../diagnosis/explainObservation.ts';
import type { ExplainedFinding, Verdict } from '../model/finding.ts';
import type { Trace } from '../model/trace.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import { redactorOf } from '../token/redactText.ts';
import { redactUrl } from '../token/redactTrace.ts';
import { isAuthorized, kindOf } from './callKind.ts';
import type { EvidenceCall } from './evidenceCall.ts';
import type { EvidenceKind, EvidenceReport, ExplainedRun } from './evidenceReport.ts';
import { type EvidenceRun, splitRuns } from './splitRuns.ts';
import { traceOfCalls } from './traceOfCalls.ts';
import type { Unpack } from './unpackBody.ts';

export interface EvidenceDoors {
  /** Epoch ms. */
  readonly now: number;
  /** First 12 hex digits of the SHA-256 of a token. */
  fingerprint(token: string): string;
  /** Unpacks recorded bodies of the codings for which the core has no code. */
  readonly unpack: Unpack;
}

const worse: Readonly<Record<Verdict, number>> = { failure: 0, unknown: 1, expected: 2 };
const surer = { proven: 0, likely: 1, candidate: 2 } as const;

/** Explains the calls of a recording, request by request. */
export function explainRuns(calls: readonly (EvidenceCall | undefined)[], kind: EvidenceKind, doors: EvidenceDoors): EvidenceReport {
  const split = splitRuns(calls);
  const runs = split.map(run => explainRun(run, calls, kind, doors));
  const redact = redactorOf([]);
  const total = totalOf(runs);
  return {
    kind,
    ...total,
    verdict: total.verdict === 'expected' && hasForeignFailure(calls, split) ? 'unknown' : total.verdict,
    runs,
    calls: calls.map(call =>
      call === undefined
        ? { method: '', url: '', status: null }
        : { method: call.method, url: redactUrl(call.url, redact), status: call.status },
    ),
    handshake: handshakeOf(calls, runs),
  };
}

/** A call of another API went wrong: that is nothing we can explain, and nothing to call well. */
function hasForeignFailure(calls: readonly (EvidenceCall | undefined)[], runs: readonly EvidenceRun[]): boolean {
  const known = new Set(runs.flatMap(run => run.indexes));
  return calls.some((call, index) => !known.has(index) && (call?.status === 401 || call?.status === 403));
}

/** The worst verdict, and the findings of the worst runs first. */
export function totalOf(runs: readonly Omit<ExplainedRun, 'exchanges'>[]): {
  readonly verdict: Verdict;
  readonly findings: readonly ExplainedFinding[];
} {
  const ordered = [...runs].sort((a, b) => worse[a.verdict] - worse[b.verdict]);
  const findings = ordered.flatMap(run =>
    run.findings.map(finding => ({ finding, rank: worse[run.verdict] * 3 + surer[finding.certainty] })),
  );
  return { verdict: ordered[0]?.verdict ?? 'unknown', findings: findings.sort((a, b) => a.rank - b.rank).map(({ finding }) => finding) };
}

function explainRun(
  run: EvidenceRun,
  calls: readonly (EvidenceCall | undefined)[],
  kind: EvidenceKind,
  doors: EvidenceDoors,
): ExplainedRun {
  const own = run.indexes.flatMap(index => {
    const call = calls[index];
    return call === undefined ? [] : [[index, call] as const];
  });
  const trace = traceOfCalls(own, doors.fingerprint);
  // A log does not hold every call: what seems to be missing in it may have happened.
  const loose = kind === 'log' && own.every(([, call]) => kindOf(call) === 'challenge');
  return { ...(loose ? diagnoseLoosely(trace, doors.now) : diagnoseTrace(trace, { now: doors.now })), exchanges: run.indexes };
}

const diagnoseLoosely = (trace: Trace, now: number): Diagnosis => {
  const c = caseOfTrace(trace, now, {});
  return explainCase({ ...c, source: 'observation', complete: false });
};

function handshakeOf(calls: readonly (EvidenceCall | undefined)[], runs: readonly ExplainedRun[]): EvidenceReport['handshake'] {
  const counts = handshakeCounts(calls, runs);
  return counts === undefined ? null : explainHandshake(counts);
}

/** Counts over all runs of a recording; undefined where no handshake came to its end. */
export function handshakeCounts(calls: readonly (EvidenceCall | undefined)[], runs: readonly ExplainedRun[]): HandshakeCounts | undefined {
  const started = runs.flatMap(run => run.exchanges.flatMap(index => calls[index] ?? []));
  const challenges = runs.flatMap(run => {
    const own = run.exchanges.flatMap(index => calls[index] ?? []);
    return own.some(call => kindOf(call) === 'answer' && call.status !== null) ? own.filter(call => kindOf(call) === 'challenge') : [];
  });
  if (challenges.length === 0) return undefined;
  const hosts = new Set(challenges.map(call => hostOfUrl(call.url) ?? ''));
  const atVault = started.filter(call => kindOf(call) === 'answer' && hosts.has(hostOfUrl(call.url) ?? ''));
  return {
    vault: hosts.size === 1 ? ([...hosts][0] ?? null) : null,
    challenges: challenges.length,
    tokenCalls: started.filter(call => (kindOf(call) === 'token' || kindOf(call) === 'identity') && call.status === 200).length,
    served: atVault.filter(call => call.status !== null && call.status !== 401 && isAuthorized(call)).length,
    clients: hosts.size,
  };
}
