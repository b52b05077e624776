import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';

export const consentMissing: Rule = c => {
  const code = codeOf(c, ['AADSTS65001', 'AADSTS65004', 'consent_required']);
  if (code === undefined && !/has not consented to use the application/i.test(c.subject.message)) return undefined;
  return prove(c.subject, 'consent-missing', [['code', code], ...answerProof(c.subject)]);
};
