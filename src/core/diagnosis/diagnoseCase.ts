import type { Finding } from '../model/finding.ts';
import type { Case } from './case.ts';
import { succeeded } from './prove.ts';
import { ruleOrder, rulesOfGoodAnswers } from './ruleOrder.ts';

const rank = { proven: 0, likely: 1, candidate: 2 } as const;

/** All findings of a case, the best first: by certainty, then in the order of the rules. */
export function diagnoseCase(c: Case): readonly Finding[] {
  const seen = new Set<string>();
  const found = (isGoodAnswer(c) ? rulesOfGoodAnswers : ruleOrder)
    .flatMap(rule => rule(c) ?? [])
    .filter(finding => !seen.has(finding.cause) && seen.add(finding.cause));
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

/** Most calls end well: they are not to pay for all the causes that they might have had. */
function isGoodAnswer({ subject, blocked, isUseless }: Case): boolean {
  const nothingOdd = subject.failures.length === 0 && subject.codes.size === 0 && subject.message === '';
  return succeeded(subject) && nothingOdd && blocked === null && isUseless !== true;
}
