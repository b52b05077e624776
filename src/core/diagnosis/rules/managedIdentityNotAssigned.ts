import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';
import { isIdentityRefusal } from './identitySignals.ts';

export const managedIdentityNotAssigned: Rule = c => {
  if (
    !isIdentityRefusal(c) ||
    !/identity not found|no (?:user[- ])?assigned (?:managed )?identity (?:found|exists)/i.test(c.subject.message)
  )
    return undefined;
  return prove(c.subject, 'managed-identity-not-assigned', [
    ['code', codeOf(c, ['invalid_request', 'identity_not_found'])],
    ...answerProof(c.subject),
  ]);
};
