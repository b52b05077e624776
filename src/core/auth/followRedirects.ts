import { headerValue } from '../model/headers.ts';
import type { WireRequest, WireResponse } from '../model/wire.ts';
import type { FlowAsk } from './flowAsk.ts';
import type { SentCall } from './flowPorts.ts';
import { judgeTarget } from './target.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const longestChain = 5;

/**
 * Follows redirects where `@follow-redirect` asks for it: GET and HEAD only, with the token inside the same origin alone.
 * Another origin gets a clean request: no header and no body of the author's, no token.
 */
export async function followRedirects(call: SentCall, request: WireRequest, ask: FlowAsk, signal: AbortSignal): Promise<SentCall> {
  let last = call;
  let current = request;
  for (let followed = 0; ; followed++) {
    const location = last.kind === 'response' ? locationOf(last.response) : undefined;
    if (location === undefined || last.kind !== 'response') return last;
    const next =
      ask.request.followRedirect && followed < longestChain ? redirected(current, last.response.status, location, ask) : undefined;
    if (next === undefined) {
      ask.ports.record({ kind: 'note', note: { kind: 'redirect-not-followed', location } });
      return last;
    }
    current = next;
    last = await ask.ports.send(next, 'redirect', signal);
  }
}

const locationOf = (response: WireResponse): string | undefined =>
  redirects.has(response.status) ? headerValue(response.headers, 'location') : undefined;

/** The next request (RFC 9110 section 15.4), or undefined where it must not be made. */
function redirected(from: WireRequest, status: number, location: string, ask: FlowAsk): WireRequest | undefined {
  if (!URL.canParse(location, from.url)) return undefined;
  const url = new URL(location, from.url);
  url.hash = '';
  const turnsToGet = (status === 303 && from.method !== 'HEAD') || (status < 303 && from.method === 'POST');
  const method = turnsToGet ? 'GET' : from.method;
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (url.origin === new URL(from.url).origin) {
    const headers = from.headers.filter(([name]) => !name.toLowerCase().startsWith('content-') || !turnsToGet);
    return { method, url: url.href, headers, body: turnsToGet ? undefined : from.body };
  }
  if (from.body !== undefined && !turnsToGet) return undefined;
  if (judgeTarget(url.href, false, ask.rules).kind !== 'ok') return undefined;
  return { method, url: url.href, headers: [['User-Agent', 'kvhttp']], body: undefined };
}
