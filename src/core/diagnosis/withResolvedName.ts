import type { ExplainedFinding } from '../model/finding.ts';
import type { Run } from '../model/run.ts';
import type { ResolvedFacts } from './case.ts';
import { diagnoseTrace } from './diagnoseTrace.ts';
import { lookUpCauses } from './lookUpCauses.ts';
import { resolvedText } from './rules/networkSignals.ts';

/** The findings of a run, told anew with where its vault's name leads. `now` is epoch ms. */
export function withResolvedName(run: Run, resolved: ResolvedFacts, now: number): readonly ExplainedFinding[] {
  const { findings } = diagnoseTrace(run.trace, { now, environment: { resolved } });
  if (findings.some(finding => lookUpCauses.has(finding.cause))) return findings;
  // A run whose contents were withheld cannot be judged again: what was found stands, and the address stands beside it.
  const proof = { exchange: null, where: 'resolved', value: resolvedText(resolved) ?? '' };
  return run.findings.map(finding =>
    lookUpCauses.has(finding.cause)
      ? { ...finding, evidence: [...finding.evidence.filter(({ where }) => where !== proof.where), proof] }
      : finding,
  );
}
