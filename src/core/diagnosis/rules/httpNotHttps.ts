import type { Rule } from '../case.ts';
import { isVaultAnswer, prove, succeeded } from '../prove.ts';

export const httpNotHttps: Rule = c => {
  const said = /non-TLS protected|not permitted for non[- ]?(?:TLS|https)/i.test(c.subject.message);
  // A call that got no answer at all failed for its own reason, whatever its scheme.
  const answered = c.subject.failures.length === 0 && !succeeded(c.subject);
  const plain = /^http:\/\//i.test(c.subject.url ?? '') && isVaultAnswer(c.subject) && answered;
  if (!said && !plain && c.blocked?.code !== 'plain-http') return undefined;
  return prove(c.subject, 'http-not-https', [
    ['request.url', c.subject.url],
    ['message', (c.blocked?.message ?? c.subject.message).slice(0, 300)],
  ]);
};
