import type { HeaderPair } from '../model/headers.ts';
import { headerValue } from '../model/headers.ts';
import { isSensitiveHeader } from '../token/sensitiveNames.ts';
import { type CopiedChunk, type CopiedPart, copiedBody } from './copiedBody.ts';

/** What goes into another program's text, redacted. A WireRequest is one. */
export interface CopiedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | readonly CopiedPart[] | undefined;
  /** Variables that could not be filled in: they stand in the texts as they were written. */
  readonly unfilled?: readonly string[];
}

/** A request without anything that must not be pasted somewhere. */
export interface ReadCopied {
  readonly method: string;
  readonly url: string;
  /** Without Authorization and the headers that every client sets by itself. */
  readonly headers: readonly HeaderPair[];
  /** Whether an access token belongs to it. */
  readonly token: boolean;
  /** undefined where nothing is sent. */
  readonly body: readonly CopiedChunk[] | undefined;
}

/** Headers that clients set by themselves or that would only hold for this one call. */
const leftOut = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'user-agent', 'transfer-encoding']);

export function readCopied({ method, url, headers, body }: CopiedRequest): ReadCopied {
  const kept = headers.filter(([name]) => !leftOut.has(name.toLowerCase()) && name.toLowerCase() !== 'authorization');
  const parts = partsOf(body).filter(part => part.kind === 'file' || part.text !== '');
  return {
    method,
    url,
    headers: kept.map(([name, value]) => [name, isSensitiveHeader(name) ? secretMark : value]),
    token: headers.some(([name]) => name.toLowerCase() === 'authorization'),
    body: parts.length === 0 ? undefined : copiedBody(parts, headerValue(headers, 'content-type') ?? ''),
  };
}

/** Stands for the value of a header that is a credential. */
export const secretMark = '<secret>';

function partsOf(body: CopiedRequest['body']): readonly CopiedPart[] {
  if (body === undefined) return [];
  return body instanceof Uint8Array ? [{ kind: 'text', text: new TextDecoder().decode(body) }] : body;
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
