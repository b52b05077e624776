import type { HeaderPair } from '../core/model/headers.ts';

/** The head of an HTTP/1 response as it stood on the wire. */
export interface RawHead {
  readonly httpVersion: string;
  /** NaN where the status line has none. */
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderPair[];
}

/** Reads the bytes of a head (RFC 9112 section 4), with or without its empty line, leniently: for evidence, never for framing. */
export function readRawHead(bytes: Uint8Array): RawHead | undefined {
  const [first = '', ...lines] = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split('\r\n');
  const match = /^HTTP\/(\d\.\d) ([^ ]*)(?: (.*))?$/s.exec(first);
  if (match === null) return undefined;
  const [, version = '', status = '', reason = ''] = match;
  const headers = lines.flatMap(line => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()] as const] : [];
  });
  return { httpVersion: `HTTP/${version}`, status: /^\d{3}$/.test(status) ? Number(status) : Number.NaN, reason, headers };
}
