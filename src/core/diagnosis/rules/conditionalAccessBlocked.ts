import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';

/** Policy blocks the token (53003), wants a managed or compliant device (53000, 53001, 530003), or another app (53002). */
export const conditionalAccessBlocked: Rule = c => {
  const code = codeOf(c, ['AADSTS53003', 'AADSTS530003', 'AADSTS53000', 'AADSTS53001', 'AADSTS53002', 'AADSTS530002']);
  const said = c.subject.service !== 'arm' && /blocked by conditional access/i.test(c.subject.message);
  if (code === undefined && !said) return undefined;
  return prove(c.subject, 'conditional-access-blocked', [['code', code], ...answerProof(c.subject)]);
};
