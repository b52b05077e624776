import type { ExplainedFinding } from '../../../src/core/model/finding.ts';

export type Score = 'right' | 'group' | 'empty' | 'wrong' | 'confidentlyWrong';

/** How the first finding compares with the known root cause. Being sure of another cause is the one unforgivable fault. */
export function scoreIncident(
  incident: { readonly root_cause: string },
  diagnosis: { readonly findings: readonly Pick<ExplainedFinding, 'cause' | 'certainty' | 'candidates'>[] } | undefined,
): Score {
  const best = diagnosis?.findings[0];
  if (best === undefined) return 'empty';
  if (best.cause === incident.root_cause) return 'right';
  if (best.certainty !== 'candidate') return 'confidentlyWrong';
  return (best.candidates as readonly string[]).includes(incident.root_cause) ? 'group' : 'wrong';
}
