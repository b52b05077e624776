import type { HeaderPair } from '../core/model/headers.ts';
import { headerValue, headerValues } from '../core/model/headers.ts';
import { type ParsedUrl, parseUrl } from '../core/model/parseUrl.ts';
import type { WireRequest } from '../core/model/wire.ts';
import type { Endpoint } from './chooseRoute.ts';
import { plainHost } from './loopbackHost.ts';
import { TransportError } from './transportError.ts';

/** A request that has passed every check, as it is put on the wire. */
export interface PreparedRequest {
  readonly origin: Endpoint & { readonly secure: boolean };
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** All header lines in the order of the wire, those included that the request left to us. */
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | undefined;
  readonly expectsContinue: boolean;
  /** The connection serves no further request. */
  readonly close: boolean;
  /** Of the server's certificate, 40 or 64 lower-case hex digits; undefined where authority and name count. */
  readonly thumbprint: string | undefined;
}

// RFC 9110 section 5.6.2
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// RFC 9110 section 5.5: visible, space, tab, obs-text. Everything else can end a line or cut it.
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;
// What Content-Length: 0 is said for (RFC 9110 section 8.6).
const methodsWithBody = new Set(['PUT', 'POST', 'PATCH']);

/**
 * Checks a request and completes its header lines with Host and Content-Length.
 * @throws {TransportError} `request-invalid`; the message names the part, never its value.
 */
export function prepareRequest(request: WireRequest): PreparedRequest {
  if (!token.test(request.method) || request.method.toUpperCase() === 'CONNECT') throw invalid('The method is not one that can be sent.');
  const url = readUrl(request.url);
  checkHeaders(request.headers);
  const body = request.body?.length === 0 ? undefined : request.body;
  return {
    origin: { host: plainHost(url.hostname), port: portOf(url), secure: url.protocol === 'https:' },
    method: request.method,
    path: pathOf(request.url, url),
    headers: completeHeaders(request, url, body),
    body,
    expectsContinue: /(^|,)\s*100-continue\s*(,|$)/i.test(headerValue(request.headers, 'expect') ?? ''),
    close: headerValues(request.headers, 'connection').some(value => /(^|,)\s*close\s*(,|$)/i.test(value)),
    thumbprint: thumbprintOf(request, url),
  };
}

/** The lines that `transport.send` puts on the wire for a request, for the record. */
export function wireHeaders(request: WireRequest): readonly HeaderPair[] {
  return prepareRequest(request).headers;
}

function invalid(message: string): TransportError {
  return new TransportError('request-invalid', message);
}

function readUrl(text: string): ParsedUrl {
  // The URL parser removes tab, CR and LF silently: another path would go out than the one that was written.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x1f\x7f]/.test(text)) throw invalid('The URL holds a control character.');
  const url = parseUrl(text);
  if (url === undefined) throw invalid('The URL cannot be read.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('Only http and https can be sent.');
  if (url.username !== '' || url.password !== '') throw invalid('User and password in a URL are not sent; use a header.');
  if (url.hostname === '') throw invalid('The URL names no host.');
  return url;
}

function thumbprintOf({ certificateThumbprint }: WireRequest, url: ParsedUrl): string | undefined {
  if (certificateThumbprint === undefined) return undefined;
  const digits = certificateThumbprint.replace(/[\s:]/g, '').toLowerCase();
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits))
    throw invalid('The thumbprint of the server certificate is no SHA-1 or SHA-256 in hex.');
  if (url.protocol !== 'https:') throw invalid('A server without TLS has no certificate that a thumbprint could be compared with.');
  return digits;
}

function portOf(url: ParsedUrl): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** As written, `..` and odd escapes included: normalised only where the text could not stand in a request line. */
function pathOf(text: string, url: ParsedUrl): string {
  const written = /^[^:]+:\/\/[^/?#\\]*([^#]*)/.exec(text)?.[1] ?? '';
  const path = written.startsWith('/') ? written : `/${written}`;
  return /^[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : url.pathname + url.search;
}

function checkHeaders(headers: readonly HeaderPair[]): void {
  for (const [name, value] of headers) {
    if (!token.test(name)) throw invalid('A header name holds a character that cannot be sent.');
    if (!fieldValue.test(value)) throw invalid(`The header ${name} holds a character that cannot be sent.`);
  }
  for (const name of ['host', 'content-length']) {
    if (headerValues(headers, name).length > 1) throw invalid(`The header ${name} is given more than once.`);
  }
  for (const name of ['transfer-encoding', 'upgrade']) {
    if (headerValues(headers, name).length > 0) throw invalid(`The header ${name} cannot be given: the connection decides on it.`);
  }
}

function completeHeaders({ method, headers }: WireRequest, url: ParsedUrl, body: Uint8Array | undefined): readonly HeaderPair[] {
  const host: readonly HeaderPair[] = headerValue(headers, 'host') === undefined ? [['Host', url.host]] : [];
  const given = headerValue(headers, 'content-length');
  const length = body?.length ?? 0;
  if (given !== undefined && given.trim() !== String(length)) throw invalid('The Content-Length given is not the length of the body.');
  const needed = given === undefined && (length > 0 || methodsWithBody.has(method));
  return [...host, ...headers, ...(needed ? ([['Content-Length', String(length)]] as const) : [])];
}
