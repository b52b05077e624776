import type { Rule } from '../case.ts';
import { isVaultAnswer, prove } from '../prove.ts';

/** What was sent as a token is none that a vault can read: opaque, encrypted, cut or garbled. */
export const unreadableToken: Rule = c => {
  const { subject, token } = c;
  if (c.source !== 'trace' || token === null || !isVaultAnswer(subject) || subject.status !== 401 || subject.authorized !== true)
    return undefined;
  const problem = token.problems[0];
  if (Object.keys(token.claims).length > 0 || problem === undefined) return undefined;
  return prove(subject, 'unreadable-token', [
    ['token', problem],
    ['status', subject.status],
    ['code', [...subject.codes].find(code => /^(?:S2S|IDX|Aggregated)/.test(code))],
  ]);
};
