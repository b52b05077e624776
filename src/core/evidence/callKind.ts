import { parseChallenge } from '../auth/parseChallenge.ts';
import type { Service } from '../diagnosis/case.ts';
import { readSignals } from '../diagnosis/readSignals.ts';
import { serviceOf } from '../diagnosis/serviceOf.ts';
import { headerValue, headerValues } from '../model/headers.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import type { EvidenceCall } from './evidenceCall.ts';

/** What a call was for; `other` is none of ours (a page's pictures, telemetry, another API). */
export type CallKind = 'challenge' | 'token' | 'discovery' | 'identity' | 'answer' | 'other';

/** Told from host, path and answer, since a recorder knows no flow. */
export function kindOf(call: EvidenceCall): CallKind {
  const service = serviceOfCall(call);
  if (call.purpose === 'token' || call.purpose === 'discovery' || call.purpose === 'identity') return call.purpose;
  if (service === 'identity') return 'identity';
  if (service === 'entra') return /\/token(?:$|[/?#])/i.test(pathOf(call.url)) && call.method === 'POST' ? 'token' : 'discovery';
  if (service === 'unknown' || service === 'client') return 'other';
  if (call.method === 'CONNECT' && call.status === 200) return 'other';
  return isChallenge(call) ? 'challenge' : 'answer';
}

/** A 401 for a call that carried no token. Recorders that drop the request's headers leave only the answer to tell by. */
function isChallenge(call: EvidenceCall): boolean {
  if (call.status !== 401) return false;
  return !isAuthorized(call);
}

/** Whether the call carried a token: as recorded, else by what the service made of it. */
export function isAuthorized(call: EvidenceCall): boolean {
  if (headerValue(call.requestHeaders, 'authorization') !== undefined) return true;
  if (call.purpose === 'challenge') return false;
  if (call.status === null) return false;
  if (call.status !== 401) return true;
  return [...readSignals(call.body).codes].some(code => /^(?:AKV1(?!0000)|IDX|S2S)/.test(code));
}

export function serviceOfCall(call: EvidenceCall): Service {
  const known = serviceOf(hostOfUrl(call.url) ?? '', pathOf(call.url));
  if (known !== 'unknown') return known;
  if (call.purpose !== null) return 'vault';
  // An emulator or a name of one's own: known by what it says of itself.
  if (call.responseHeaders.some(([name]) => /^x-ms-keyvault-/i.test(name))) return 'vault';
  const resource = parseChallenge(headerValues(call.responseHeaders, 'www-authenticate')).bearer?.resource ?? '';
  return /^https:\/\/(?:vault\.|managedhsm\.)/i.test(resource) ? 'vault' : 'unknown';
}

export const pathOf = (url: string): string => /^[a-z]+:\/\/[^/?#]+([^?#]*)/i.exec(url)?.[1] ?? '';

/** Method, host and path: the same for the call without a token and the one with it. Doubled slashes, `:443` and a last slash do not count. */
export function targetOf(call: EvidenceCall): string {
  const host = (hostOfUrl(call.url) ?? '').toLowerCase();
  const path = pathOf(call.url)
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .toLowerCase();
  return `${call.method} ${host}${path}`;
}
