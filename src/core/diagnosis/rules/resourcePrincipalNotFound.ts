import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isPrivateLinkText } from './privatelinkHostInUrl.ts';
import { quotedResource } from './quotedResource.ts';

export const resourcePrincipalNotFound: Rule = c => {
  const quoted = quotedResource(c);
  if (quoted === undefined || isPrivateLinkText(quoted.resource) || isPrivateLinkText(c.subject.host)) return undefined;
  return prove(c.subject, 'resource-principal-not-found', [
    ['code', quoted.code],
    ['resource', quoted.resource],
    ['status', c.subject.status],
  ]);
};
