import { type HeaderPair, headerValue } from '../../model/headers.ts';
import type { Call, Rule } from '../case.ts';
import { isVaultAnswer, prove } from '../prove.ts';
import { reachesApi } from './pathSignals.ts';

/** Something on the way answered in the service’s place: no header of the service, and HTML or a `Via` (a managed HSM’s 401 has few headers, but a challenge). */
export const foreignAnswer: Rule = c => {
  const { subject } = c;
  const headers = subject.headers;
  if (headers === null || c.source !== 'trace' || subject.status === null || subject.service === 'unknown' || subject.service === 'client')
    return undefined;
  const proofs = [
    ['status', subject.status] as const,
    ['request.host', subject.host] as const,
    ['response.header server', headerValue(headers, 'server')] as const,
    ['response.header via', headerValue(headers, 'via')] as const,
    ['response.header content-type', headerValue(headers, 'content-type')] as const,
  ];
  if (subject.status === 407)
    return prove(subject, 'proxy-auth-required', [
      ...proofs,
      ['response.header proxy-authenticate', headerValue(headers, 'proxy-authenticate')],
    ]);
  if (hasServiceHeaders(headers) || !isOfAnother(subject)) return undefined;
  if (isVaultAnswer(subject) && !reachesApi(subject)) return undefined;
  return prove(subject, subject.status < 400 ? 'proxy-portal-page' : 'proxy-own-answer', proofs, subject.isHtml ? 'proven' : 'likely');
};

/** Key Vault, ARM and Entra ID put their own headers on every answer, and ask for Bearer; the metadata service is known by its name. */
const hasServiceHeaders = (headers: readonly HeaderPair[]): boolean =>
  headers.some(
    ([name, value]) =>
      /^x-ms-/i.test(name) ||
      (/^server$/i.test(name) && /^(?:IMDS|Microsoft-)/i.test(value)) ||
      (/^www-authenticate$/i.test(name) && /\b(?:bearer|pop)\b/i.test(value)),
  );

function isOfAnother(call: Call): boolean {
  const headers = call.headers ?? [];
  const marked = ['via', 'x-squid-error', 'x-cache', 'proxy-status', 'proxy-connection', 'x-proxy-id'].some(
    name => headerValue(headers, name) !== undefined,
  );
  const page = call.isHtml && (call.service !== 'identity' || marked);
  return page || (marked && [...call.codes].length === 0);
}
