import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove, suspect } from '../prove.ts';
import { isIdentityRefusal } from './identitySignals.ts';

export const managedIdentityAmbiguous: Rule = c => {
  if (!isIdentityRefusal(c)) return undefined;
  if (/multiple user[- ]assigned identities exist/i.test(c.subject.message)) {
    return prove(c.subject, 'managed-identity-ambiguous', [['code', codeOf(c, ['invalid_request'])], ...answerProof(c.subject)]);
  }
  // invalid_request with nothing beside it: either of the two that this endpoint knows; a request that names an identity is not ambiguous.
  const silent = c.subject.service === 'identity' && c.subject.status === 400 && c.subject.message.length < 40;
  if (!silent || !c.subject.codes.has('invalid_request')) return undefined;
  const named = /[?&](?:client_id|object_id|msi_res_id|mi_res_id)=/i.test(c.subject.url ?? '');
  const order = named
    ? (['managed-identity-not-assigned', 'managed-identity-ambiguous'] as const)
    : (['managed-identity-ambiguous', 'managed-identity-not-assigned'] as const);
  return suspect(c.subject, order, [
    ['code', 'invalid_request'],
    ['status', 400],
  ]);
};
