import type { HeaderPair } from '../model/headers.ts';
import { headerValue } from '../model/headers.ts';
import { longestBody } from './evidenceCall.ts';

/** A message of HTTP/1.1 as it was on the wire. */
export interface RawMessage {
  /** The request line or the status line. */
  readonly start: string;
  readonly headers: readonly HeaderPair[];
  /** Without transfer coding; the content coding is left as it is. */
  readonly body: Uint8Array;
}

const longestHead = 256 * 1024;
const maxHeaders = 300;

/** Takes a recorded message apart (RFC 9112); undefined where there is no head. */
export function readRawHttp(bytes: Uint8Array): RawMessage | undefined {
  const end = headEnd(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, end.head));
  const [start = '', ...lines] = head.split(/\r?\n/);
  if (!/^(?:HTTP\/\d|[A-Z]{1,20} \S)/.test(start)) return undefined;
  const headers = lines.slice(0, maxHeaders).flatMap((line): readonly HeaderPair[] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
  const rest = bytes.subarray(end.body, end.body + 4 * longestBody);
  return { start, headers, body: /chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '') ? dechunk(rest) : rest };
}

function headEnd(bytes: Uint8Array): { readonly head: number; readonly body: number } {
  const limit = Math.min(bytes.length, longestHead);
  for (let i = 0; i < limit; i++) {
    if (bytes[i] !== 0x0a) continue;
    if (bytes[i + 1] === 0x0a) return { head: i, body: i + 2 };
    if (bytes[i + 1] === 0x0d && bytes[i + 2] === 0x0a) return { head: i, body: i + 3 };
  }
  return { head: limit, body: limit };
}

/** RFC 9112 section 7.1; what is broken ends the body there. */
function dechunk(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const line = bytes.indexOf(0x0a, at);
    const size = line < 0 ? Number.NaN : Number.parseInt(new TextDecoder('latin1').decode(bytes.subarray(at, Math.min(line, at + 16))), 16);
    if (!(size > 0)) break;
    parts.push(bytes.subarray(line + 1, line + 1 + size));
    at = line + 1 + size + 2;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
