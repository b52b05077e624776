import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isUnknownName } from './nameSignals.ts';
import { resolvedText } from './networkSignals.ts';
import { isPrivateLinkText } from './privatelinkHostInUrl.ts';

export const dnsVaultNotFound: Rule = c => {
  const { subject } = c;
  const failed =
    subject.failures.some(failure => failure.code === 'net-dns-not-found') || (subject.status === null && isUnknownName(subject));
  if (!failed || (subject.service !== 'vault' && subject.service !== 'hsm')) return undefined;
  return isPrivateLinkText(subject.host)
    ? undefined
    : prove(subject, 'dns-vault-not-found', [
        ['request.host', subject.host],
        ['failure', subject.failures[0]?.detail ?? subject.message.slice(0, 300)],
        ['resolved', resolvedText(c.environment.resolved)],
      ]);
};
