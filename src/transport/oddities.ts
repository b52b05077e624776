import type { BodyFraming } from './exchange.ts';
import type { Oddity } from './wireBodyReader.ts';

/** A finished answer as the wire showed it. */
export interface FinishedAnswer {
  readonly method: string;
  readonly status: number;
  readonly framing: BodyFraming;
  /** Body bytes that the parser handed on. */
  readonly bodyBytes: number;
  /** All bytes after the head. */
  readonly afterHead: number;
  /** Why the parser gave the connection up after the answer, if it did. */
  readonly parserError: readonly string[];
  /** The server closed its side. */
  readonly ended: boolean;
  readonly unaskedContinues: number;
}

// A chunk of one byte is the worst honest one: "1\r\n", the byte, "\r\n". Then the last chunk and some room for trailers.
const framingPerByte = 5;
const framingAtEnd = 4096;

/** What the parser let pass although it breaks the protocol, or is so rare that it explains a failure elsewhere. */
export function oddities(answer: FinishedAnswer): readonly Oddity[] {
  const { status, unaskedContinues } = answer;
  const found: Oddity[] = [];
  if (status > 599) found.push({ code: 'http-odd-status', detail: `the status ${status} is none that HTTP defines a class for` });
  if (unaskedContinues > 0) found.push({ code: 'http-unexpected-100', detail: '100 Continue came although nothing had asked for it' });
  const body = hasNoBody(answer) ? forbiddenBody(answer) : (excessBody(answer) ?? chunkOverhead(answer));
  return body === undefined ? found : [...found, body];
}

/** RFC 9112 section 6.3, points 1. */
function hasNoBody({ method, status }: FinishedAnswer): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

function forbiddenBody({ status, method, framing, afterHead }: FinishedAnswer): Oddity | undefined {
  const what = method === 'HEAD' ? 'an answer to HEAD' : `a ${status} answer`;
  if (afterHead > 0) return { code: 'http-body-not-allowed', detail: `${afterHead} bytes after ${what}, which has no body` };
  // RFC 9110 section 8.6: 304 and HEAD may tell the length that there would be, 204 must not.
  const promised = status === 204 && (framing.contentLength ?? 0) > 0;
  return promised ? { code: 'http-body-not-allowed', detail: `${what} promises a body by its Content-Length` } : undefined;
}

function excessBody({ framing, afterHead, parserError, ended }: FinishedAnswer): Oddity | undefined {
  if (framing.contentLength !== undefined && !framing.chunked) {
    const excess = afterHead - framing.contentLength;
    return excess > 0 ? { code: 'http-long-body', detail: `${excess} bytes more than Content-Length says` } : undefined;
  }
  const afterMessage =
    !ended && parserError.some(code => code === 'HTTPParserError' || code.startsWith('HPE_') || code === 'UND_ERR_SOCKET');
  return framing.chunked && afterMessage ? { code: 'http-long-body', detail: 'more bytes after the last chunk' } : undefined;
}

function chunkOverhead({ framing, afterHead, bodyBytes }: FinishedAnswer): Oddity | undefined {
  const framingBytes = afterHead - bodyBytes;
  if (!framing.chunked || framingBytes <= framingPerByte * bodyBytes + framingAtEnd) return undefined;
  return { code: 'http-bad-chunk', detail: `${framingBytes} bytes of chunk framing for ${bodyBytes} bytes of body` };
}
