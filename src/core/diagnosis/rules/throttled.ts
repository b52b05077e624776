import { headerValue } from '../../model/headers.ts';
import type { Rule } from '../case.ts';
import { codeOf, prove } from '../prove.ts';

export const throttled: Rule = c => {
  const code = codeOf(c, ['Throttled', 'VaultRequestTypeLimitReached']);
  if (c.subject.status !== 429 && code === undefined) return undefined;
  const header = (name: string): string | undefined => (c.subject.headers === null ? undefined : headerValue(c.subject.headers, name));
  const reason = /Reason:\s*(\w+)/i.exec(c.subject.message)?.[1];
  return prove(c.subject, 'throttled', [
    ['status', c.subject.status],
    ['code', code],
    ['reason', reason],
    ['response.header retry-after', header('retry-after')],
    ['request.host', c.subject.host],
  ]);
};
