import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

export const tenantNotAllowedByCredential: Rule = c => {
  const blocked = c.blocked?.code === 'tenant-not-allowed';
  const said = /not configured to acquire tokens? for (?:the )?tenant\s+['"]?([^\s'".,]+)/i.exec(c.subject.message);
  if (!blocked && said === null) return undefined;
  return prove(c.subject, 'tenant-not-allowed-by-credential', [
    ['challenge.tenant', said?.[1] ?? c.challenge?.tenant],
    ['message', (c.blocked?.message ?? c.subject.message).slice(0, 300)],
  ]);
};
