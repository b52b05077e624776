import type { Rule } from '../case.ts';
import { codeOf, prove, succeeded } from '../prove.ts';

export const tenantNotFound: Rule = c => {
  const code = codeOf(c, ['AADSTS90002', 'AADSTS900023', 'AADSTS900971']);
  const address =
    c.subject.service === 'entra' ? (c.subject.url ?? '') : (/https:\/\/login\.[^\s)'"]+/i.exec(c.subject.message)?.[0] ?? '');
  // An empty tenant leaves two slashes before "oauth2".
  const empty = /^https:\/\/[^/]+\/\/oauth2\//i.test(address);
  if (code === undefined && !(empty && !succeeded(c.subject))) return undefined;
  const tenant = /tenant\s+'([^']+)'/i.exec(c.subject.message)?.[1];
  return prove(c.subject, 'tenant-not-found', [
    ['code', code],
    ['tenant', tenant ?? (empty ? '(empty)' : null)],
    ['request.url', address],
    ['message', c.subject.message.slice(0, 300)],
  ]);
};
