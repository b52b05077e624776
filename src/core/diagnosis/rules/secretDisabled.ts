import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';
import { objectOf } from './objectOf.ts';

export const secretDisabled: Rule = c => {
  const code = codeOf(c, ['SecretDisabled', 'KeyDisabled', 'CertificateDisabled']);
  const said =
    c.subject.service !== 'entra' && /operation \w+ is not allowed on a disabled (?:secret|key|certificate)/i.test(c.subject.message);
  if (code === undefined && !said) return undefined;
  return prove(c.subject, 'secret-disabled', [['code', code], ['object', objectOf(c.subject)], ...answerProof(c.subject)]);
};
