import type { Finding } from '../model/finding.ts';
import type { Case } from './case.ts';
import { ruleOrder } from './ruleOrder.ts';

const rank = { proven: 0, likely: 1, candidate: 2 } as const;

/** All findings of a case, the best first: by certainty, then in the order of the rules. */
export function diagnoseCase(c: Case): readonly Finding[] {
  const seen = new Set<string>();
  const found = ruleOrder.flatMap(rule => rule(c) ?? []).filter(finding => !seen.has(finding.cause) && seen.add(finding.cause));
  return bestFirst(withoutHandshake(found));
}

/** Orders by certainty; among the same, what was found first stays first. A group that holds a cause that is sure says nothing new. */
export function bestFirst(found: readonly Finding[]): readonly Finding[] {
  const sure = new Set(found.filter(finding => finding.certainty !== 'candidate').map(finding => finding.cause));
  return found
    .filter(finding => finding.certainty !== 'candidate' || !finding.candidates.some(cause => sure.has(cause)))
    .sort((a, b) => rank[a.certainty] - rank[b.certainty]);
}

/** "Nothing is wrong" is said alone, or beside oddities of an answer that arrived. */
function withoutHandshake(found: readonly Finding[]): readonly Finding[] {
  const others = found.filter(finding => finding.cause !== 'benign-challenge');
  return others.every(finding => finding.cause.startsWith('http-')) ? found : others;
}
