import type { HeaderPair } from '../model/headers.ts';
import type { ResolvedRequest } from '../model/resolvedRequest.ts';
import type { Secret } from '../model/secret.ts';
import type { WireRequest } from '../model/wire.ts';

/** Methods whose probe says `Content-Length: 0`, because their body is expected (RFC 9110 section 8.6). */
const methodsWithBody: ReadonlySet<string> = new Set(['PUT', 'POST', 'PATCH']);

/** The request as its author wrote it, without any token of ours. */
export function plainRequest(request: ResolvedRequest): WireRequest {
  const { method, url, body } = request;
  return { method, url, headers: withAgent(request.headers), body };
}

/** The call that asks for the challenge: no token and no body, because whoever answers has not yet been verified. */
export function probeRequest(request: ResolvedRequest): WireRequest {
  const kept = without(request.headers, ['authorization', 'content-length', 'transfer-encoding', 'expect', 'cookie']);
  const headers = withAgent(kept);
  const length: readonly HeaderPair[] = methodsWithBody.has(request.method.toUpperCase()) ? [['Content-Length', '0']] : [];
  return { method: request.method, url: request.url, headers: [...headers, ...length], body: undefined };
}

export function authorizedRequest(request: ResolvedRequest, token: Secret): WireRequest {
  const headers = withAgent(without(request.headers, ['authorization']));
  return {
    method: request.method,
    url: request.url,
    headers: [...headers, ['Authorization', `Bearer ${token.reveal()}`]],
    body: request.body,
  };
}

export const withholdsBody = (request: ResolvedRequest): boolean => request.body !== undefined && request.body.length > 0;

/** Names the sender for the vault's own logs, unless the author did. */
function withAgent(headers: readonly HeaderPair[]): readonly HeaderPair[] {
  return headers.some(([name]) => name.toLowerCase() === 'user-agent') ? headers : [...headers, ['User-Agent', 'kvhttp']];
}

const without = (headers: readonly HeaderPair[], names: readonly string[]): readonly HeaderPair[] =>
  headers.filter(([name]) => !names.includes(name.toLowerCase()));
