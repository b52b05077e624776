import type { Finding, Verdict } from '../model/finding.ts';
import type { Case } from './case.ts';
import { caseOfObservation } from './caseOfObservation.ts';
import { diagnoseCase } from './diagnoseCase.ts';
import type { Diagnosis } from './diagnoseTrace.ts';
import { explainFinding } from './explainFinding.ts';
import { readObservation } from './observation.ts';

/**
 * Explains one JSON observation (`Observation`); undefined where the value is none. `now` is epoch seconds and counts for
 * the token's times; null leaves them unjudged.
 */
export function explainObservation(value: unknown, context: { readonly now: number | null } = { now: null }): Diagnosis | undefined {
  const seen = readObservation(value);
  return seen === undefined ? undefined : explainCase(caseOfObservation(seen, context.now));
}

export function explainCase(c: Case): Diagnosis {
  const findings = diagnoseCase(c);
  return { verdict: verdictOf(c, findings), findings: findings.map(explainFinding) };
}

/** A lone 401 may be the start of any handshake: it is no failure yet. */
function verdictOf(c: Case, findings: readonly Finding[]): Verdict {
  const best = findings[0];
  if (best === undefined) return c.subject.status !== null && c.subject.status >= 400 && c.subject.status !== 401 ? 'failure' : 'unknown';
  if (best.cause !== 'benign-challenge') return 'failure';
  return best.certainty === 'proven' ? 'expected' : 'unknown';
}
