import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { quotedResource } from './quotedResource.ts';

/** The alias is for DNS alone: certificates, challenges and audiences know the vault by its own name. */
export const privatelinkHostInUrl: Rule = c => {
  const quoted = quotedResource(c);
  const called = c.calls.find(call => isPrivateLinkText(call.host));
  const failed = c.subject.failures.length > 0 || (c.subject.status !== null && c.subject.status >= 400) || c.subject.status === null;
  if (!isPrivateLinkText(quoted?.resource ?? null) && !(called !== undefined && failed)) return undefined;
  return prove(c.subject, 'privatelink-host-in-url', [
    ['request.host', called?.host],
    ['resource', quoted?.resource],
    ['code', quoted?.code],
  ]);
};

export const isPrivateLinkText = (text: string | null): boolean => text !== null && /(?:^|[/.])privatelink\.vaultcore\./i.test(text);
