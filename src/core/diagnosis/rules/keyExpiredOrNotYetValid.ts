import type { Rule } from '../case.ts';
import { answerProof, codeOf, isVaultAnswer, prove } from '../prove.ts';
import { objectOf } from './objectOf.ts';

/** The key’s own dates forbid the operation; a secret’s dates are informational. */
export const keyExpiredOrNotYetValid: Rule = c => {
  const code = codeOf(c, ['KeyExpired', 'KeyNotYetValid', 'SecretExpired', 'SecretNotYetValid']);
  const said =
    isVaultAnswer(c.subject) &&
    c.subject.status === 403 &&
    /not allowed on an? (?:expired|not yet valid) (?:key|secret)|\b(?:key|secret) (?:is|has) (?:expired|not yet valid)/i.test(
      c.subject.message,
    );
  if (code === undefined && !said) return undefined;
  return prove(c.subject, 'key-expired-or-not-yet-valid', [['code', code], ['object', objectOf(c.subject)], ...answerProof(c.subject)]);
};
