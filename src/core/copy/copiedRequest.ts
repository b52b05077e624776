import type { HeaderPair } from '../model/headers.ts';
import type { ResolvedRequest } from '../model/resolvedRequest.ts';
import { redactBodyText } from '../token/redactBody.ts';
import { redactorOf } from '../token/redactText.ts';
import { isSensitiveHeader } from '../token/sensitiveNames.ts';

/** What goes into another program's text. A WireRequest is one. */
export interface CopiedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | undefined;
}

/** A request without anything that must not be pasted somewhere. */
export interface ReadCopied {
  readonly method: string;
  readonly url: string;
  /** Without Authorization and the headers that every client sets by itself. */
  readonly headers: readonly HeaderPair[];
  /** Whether an access token belongs to it. */
  readonly token: boolean;
  readonly body: string | undefined;
}

/** Headers that clients set by themselves or that would only hold for this one call. */
const leftOut = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'user-agent', 'transfer-encoding']);

export function readCopied({ method, url, headers, body }: CopiedRequest): ReadCopied {
  const kept = headers.filter(([name]) => !leftOut.has(name.toLowerCase()) && name.toLowerCase() !== 'authorization');
  return {
    method,
    url,
    headers: kept.map(([name, value]) => [name, isSensitiveHeader(name) ? '<secret>' : value]),
    token: headers.some(([name]) => name.toLowerCase() === 'authorization'),
    body: body === undefined || body.length === 0 ? undefined : new TextDecoder().decode(body),
  };
}

export function hasContentType(headers: readonly HeaderPair[]): boolean {
  return headers.some(([name]) => name.toLowerCase() === 'content-type');
}

/** One pair for each name, for programs that keep headers in a table. RFC 9110 section 5.3: values of one name may be joined. */
export function joinedHeaders(headers: readonly HeaderPair[]): readonly HeaderPair[] {
  const joined = new Map<string, HeaderPair>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    joined.set(key, before === undefined ? [name, value] : [before[0], `${before[1]}${key === 'cookie' ? '; ' : ', '}${value}`]);
  }
  return [...joined.values()];
}

/**
 * A request of a file as it may be copied: with the mark of a token where its flow would send one, and without the values of secrets,
 * in whatever spelling they stand.
 */
export function copyOfResolved(request: ResolvedRequest): CopiedRequest {
  const redact = redactorOf(request.secrets);
  const headers: readonly HeaderPair[] = request.headers.map(([name, value]) => [name, redact(value)]);
  const hasToken = headers.some(([name]) => name.toLowerCase() === 'authorization');
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const text = request.body === undefined ? undefined : redactBodyText(new TextDecoder().decode(request.body), contentType, redact);
  return {
    method: request.method,
    url: redact(request.url),
    headers: hasToken || request.flow === 'anonymous' ? headers : [['Authorization', 'Bearer'], ...headers],
    body: text === undefined ? undefined : new TextEncoder().encode(text),
  };
}
