import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';

export const personalAccount: Rule = c => {
  const code = codeOf(c, ['AADSTS50020', 'AADSTS500202']);
  if (code !== undefined) return prove(c.subject, 'personal-account', [['code', code], ...answerProof(c.subject)]);
  const said = /access denied to first party service/i.test(c.subject.message);
  if (said) return prove(c.subject, 'personal-account', [['code', codeOf(c, ['AADSTS70002'])], ...answerProof(c.subject)], 'likely');
  const tid = c.token?.claims['tid'];
  const refused = c.subject.status === 401 && c.subject.authorized !== false;
  if (!refused || typeof tid !== 'string' || !consumerTenants.includes(tid.toLowerCase())) return undefined;
  return prove(
    c.subject,
    'personal-account',
    [
      ['token.tid', tid],
      ['status', c.subject.status],
    ],
    'likely',
  );
};

/** The tenant of Microsoft accounts, and the one in which Microsoft's own services live. */
const consumerTenants: readonly string[] = ['9188040d-6c67-4c5b-b112-36a304b66dad', 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'];
