import type { FailureCode } from '../core/model/causes.ts';
import { headerValues } from '../core/model/headers.ts';
import { rawCodes } from './rawCodes.ts';
import { readRawHead } from './rawHead.ts';
import { isTlsCode, tlsFault } from './tlsFault.ts';
import { WireFault } from './wireFault.ts';

/** What was known when a connection or its parser failed. */
export interface FailureScene {
  readonly host: string;
  readonly secure: boolean;
  /** Bytes of the answer that had arrived, heads included. */
  readonly received: number;
  /** Bytes since the last complete head. */
  readonly unread: Uint8Array;
  /** The server had closed its side. */
  readonly ended: boolean;
  /** The final head, once complete: its status and what it says of the body's length. */
  readonly head: { readonly contentLength: number | undefined; readonly chunked: boolean } | undefined;
}

/** Gives a fault of an established connection its name: one for all the names that runtimes have for it. */
export function classifyFailure(error: unknown, scene: FailureScene): WireFault {
  const codes = rawCodes(error);
  const tls = codes.filter(isTlsCode);
  // In TLS 1.3 the server judges the client's certificate when the handshake is over for the client.
  if (tls.length > 0) return tlsFault(tls, scene.host, 'tls', error);
  const code = scene.head === undefined ? beforeHead(codes, scene) : inBody(codes, scene.head, scene.ended);
  return new WireFault(code, messages[code], { rawCodes: codes, cause: error });
}

const resets = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function isReset(codes: readonly string[]): boolean {
  return codes.some(code => resets.has(code));
}

function isParserFault(codes: readonly string[]): boolean {
  return codes.some(code => parserFaults.has(code) || code.startsWith('HPE_'));
}

// The parser's error has a code only where the bundle keeps its table of codes; its name is always there.
const parserFaults = new Set(['HTTPParserError', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ERR_ASSERTION']);

type Named = keyof typeof messages;

function beforeHead(codes: readonly string[], scene: FailureScene): Named {
  if (codes.includes('UND_ERR_HEADERS_OVERFLOW')) return 'http-header-overflow';
  const fault = faultOfHead(scene);
  if (fault !== undefined) return fault;
  if (isParserFault(codes) && !scene.ended) return 'http-malformed';
  if (codes.includes('ETIMEDOUT')) return 'net-unreachable';
  if (isReset(codes)) return scene.received === 0 ? 'net-reset' : 'net-reset-in-headers';
  return 'net-closed-early';
}

function faultOfHead({ unread, secure }: FailureScene): Named | undefined {
  // A TLS record that is an alert (RFC 8446 section 5.1) in answer to plain HTTP.
  if (!secure && unread[0] === 0x15 && unread[1] === 0x03) return 'http-plain-on-tls-port';
  // Every HTTP/2 server begins with a SETTINGS frame on stream 0 (RFC 9113 section 3.4): nine bytes, the fourth is the type.
  if (unread.length >= 9 && unread[0] === 0 && unread[3] === 4 && unread.subarray(5, 9).every(byte => byte === 0))
    return 'http-http2-error';
  const head = readRawHead(unread);
  if (head === undefined) return undefined;
  if (Number.isNaN(head.status) || head.status < 100) return 'http-odd-status';
  if (head.status === 101) return 'http-unexpected-101';
  if (head.status === 100) return 'http-unexpected-100';
  const lengths = headerValues(head.headers, 'content-length');
  if (lengths.length > 0 && headerValues(head.headers, 'transfer-encoding').length > 0) return 'http-cl-and-te';
  return lengths.length > 1 ? 'http-duplicate-content-length' : undefined;
}

function inBody(codes: readonly string[], head: NonNullable<FailureScene['head']>, ended: boolean): Named {
  if (isReset(codes)) return 'net-reset-in-body';
  if (head.contentLength !== undefined && (ended || codes.includes('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'))) return 'http-short-body';
  if (ended) return 'net-closed-early';
  if (codes.includes('UND_ERR_HEADERS_OVERFLOW')) return 'http-header-overflow';
  if (isParserFault(codes)) return head.chunked ? 'http-bad-chunk' : 'http-malformed';
  return 'net-closed-early';
}

const messages = {
  'net-reset': 'The server reset the connection before it answered.',
  'net-reset-in-headers': 'The server reset the connection in the middle of the response headers.',
  'net-reset-in-body': 'The server reset the connection in the middle of the response body.',
  'net-closed-early': 'The server closed the connection before its answer was complete.',
  'net-unreachable': 'The connection was lost: the server can no longer be reached.',
  'http-short-body': 'The body ended before the length that Content-Length promised.',
  'http-bad-chunk': 'The chunks of the body are not formed as HTTP wants them.',
  'http-malformed': 'What the server answered is not HTTP/1.1.',
  'http-header-overflow': 'The response headers are larger than any server needs.',
  'http-odd-status': 'The status of the answer is no HTTP status.',
  'http-unexpected-100': 'The server sent 100 Continue where it makes no sense.',
  'http-unexpected-101': 'The server switched protocols without having been asked.',
  'http-cl-and-te': 'The answer has both Content-Length and Transfer-Encoding: where its body ends depends on who reads it.',
  'http-duplicate-content-length': 'The answer has more than one Content-Length.',
  'http-http2-error': 'The server speaks HTTP/2 where HTTP/1.1 was agreed on.',
  'http-plain-on-tls-port': 'The server speaks TLS on this port, and the request was plain http.',
} as const satisfies Partial<Record<FailureCode, string>>;
