import { isGuid, tenantOfIssuer } from '../../token/judgeIssuer.ts';
import type { Case } from '../case.ts';

/** Microsoft's own corporate tenant: a vault that trusts it alone is one of theirs. */
export const microsoftTenant = '72f988bf-86f1-41af-91ab-2d7cd011db47';

export interface ComparedTenants {
  readonly expected: string | null;
  readonly found: string | null;
}

/** The tenants of a refusal by issuer (AKV10032, or token against challenge), or undefined where the issuer was not the reason. */
export function refusedIssuer(c: Case): ComparedTenants | undefined {
  const { subject, challenge } = c;
  const iss = c.token?.claims['iss'];
  const tid = c.token?.claims['tid'];
  const own = typeof tid === 'string' ? tid : typeof iss === 'string' ? tenantOfIssuer(iss) : null;
  if (subject.codes.has('AKV10032') || subject.codes.has('InvalidAuthenticationTokenTenant')) {
    const urls = subject.message.match(/https:\/\/[^\s,'"]+/g) ?? [];
    const found = /\bfound:?\s*['"]?(https:\/\/[^\s,'"]+)/i.exec(subject.message)?.[1];
    return { expected: tenantOfIssuer(urls[0] ?? '') ?? challenge?.tenant ?? null, found: tenantOfIssuer(found ?? '') ?? own };
  }
  const wanted = challenge?.tenant ?? null;
  const comparable = wanted !== null && own !== null && isGuid(wanted) && isGuid(own) && wanted.toLowerCase() !== own.toLowerCase();
  const bare = ![...subject.codes].some(code => /^(?:AKV|AADSTS)/.test(code));
  return comparable && bare && subject.status === 401 && subject.authorized !== false ? { expected: wanted, found: own } : undefined;
}

/** Left-over names that nobody means: an unset variable or a placeholder of an example. */
export function isPlaceholderHost(host: string | null): boolean {
  const label = host?.split('.')[0] ?? '';
  return /^(?:undefined|null|none|nan|nil|true|false|vault-?name|key-?vault-?name|my-?key-?vault|my-?vault|test|example|contoso|your.*|<.*|\$.*|%.*|\[.*)$/.test(
    label,
  );
}
