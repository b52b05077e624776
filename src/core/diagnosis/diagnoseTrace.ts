import type { ExplainedFinding, Finding, Verdict } from '../model/finding.ts';
import type { Trace } from '../model/trace.ts';
import type { EnvironmentFacts } from './case.ts';
import { caseOfTrace } from './caseOfTrace.ts';
import { diagnoseCase } from './diagnoseCase.ts';
import { explainFinding } from './explainFinding.ts';
import { succeeded } from './prove.ts';

/** The answer of every explainer: what became of it, and why; no finding means "I cannot tell". */
export interface Diagnosis {
  readonly verdict: Verdict;
  readonly findings: readonly ExplainedFinding[];
}

/** Explains a trace. `now` is epoch ms; `environment` is what was looked up besides, never needed. */
export function diagnoseTrace(trace: Trace, context: { readonly now: number; readonly environment?: EnvironmentFacts }): Diagnosis {
  const c = caseOfTrace(trace, context.now, context.environment ?? {});
  const findings = diagnoseCase(c).filter(finding => !isOwnDoing(trace, finding));
  return { verdict: verdictOf(trace, findings, succeeded(c.subject), c.subject.status), findings: findings.map(explainFinding) };
}

/** After a cancel the token did not come because somebody stopped the run. */
function isOwnDoing({ outcome }: Trace, { cause }: Finding): boolean {
  return outcome.kind === 'cancelled' && cause === 'missing-token';
}

function verdictOf(trace: Trace, findings: readonly Finding[], ok: boolean, status: number | null): Verdict {
  const kind = trace.outcome.kind;
  if (kind === 'running' || kind === 'cancelled') return 'unknown';
  if (kind === 'failed' || kind === 'blocked') return 'failure';
  const foreign = findings.some(finding => finding.cause.startsWith('proxy-') || finding.cause === 'http-not-json');
  if (ok || status === 304) return foreign ? 'failure' : 'expected';
  return status !== null && status < 400 && !foreign ? 'unknown' : 'failure';
}
