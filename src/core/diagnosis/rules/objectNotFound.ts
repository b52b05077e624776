import type { Rule } from '../case.ts';
import { answerProof, codeOf, isVaultAnswer, prove } from '../prove.ts';
import { objectOf } from './objectOf.ts';

export const objectNotFound: Rule = c => {
  const code = codeOf(c, [
    'SecretNotFound',
    'KeyNotFound',
    'CertificateNotFound',
    'CertificateIssuerNotFound',
    'ContactsNotFound',
    'PendingCertificateNotFound',
  ]);
  const said =
    isVaultAnswer(c.subject) &&
    c.subject.status === 404 &&
    /was not found in this key vault|^deleted \w+ not found/i.test(c.subject.message);
  if (code === undefined && !said) return undefined;
  return prove(c.subject, 'object-not-found', [['code', code], ['object', objectOf(c.subject)], ...answerProof(c.subject)]);
};
