import { type HeaderPair, headerValue } from '../model/headers.ts';
import type { Exchange, Trace } from '../model/trace.ts';
import type { Phases, WireRequest, WireResponse } from '../model/wire.ts';
import { exchangesOf } from './foldTrace.ts';

/** HAR 1.2 text of a trace (http://www.softwareishard.com/blog/har-12-spec/). Redact the trace first where it is to be shared. */
export function harOut(trace: Trace, version: string): string {
  const { request, startedAt } = trace;
  const page = {
    startedDateTime: isoTime(startedAt),
    id: trace.id,
    title: request.name ?? `${request.method} ${request.url}`,
    pageTimings: {},
  };
  const entries = exchangesOf(trace).map(exchange => entryOf(trace, exchange));
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'kvhttp', version }, pages: [page], entries } }, null, 2);
}

function entryOf(trace: Trace, exchange: Exchange): object {
  const timings = timingsOf(exchange.phases);
  const total = Object.entries(timings).reduce((sum, [name, ms]) => (name !== 'ssl' && ms > 0 ? sum + ms : sum), 0);
  const { outcome, connection } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.kind === 'failed' ? outcome.failure.partial : undefined;
  const address = connection?.remoteAddress ?? null;
  return {
    pageref: trace.id,
    startedDateTime: isoTime(trace.startedAt + exchange.startedAt),
    time: total,
    request: requestOf(exchange.request, response?.httpVersion ?? 'HTTP/1.1'),
    response: response === undefined ? noResponse() : responseOf(response),
    cache: {},
    timings,
    ...(address === null ? {} : { serverIPAddress: address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '') }),
    _purpose: exchange.purpose,
    ...(outcome.kind === 'failed' ? { _error: `${outcome.failure.code}: ${outcome.failure.message}` } : {}),
  };
}

function requestOf(request: WireRequest, httpVersion: string): object {
  const url = new URL(request.url);
  const mimeType = headerValue(request.headers, 'content-type') ?? '';
  return {
    method: request.method,
    url: request.url,
    httpVersion,
    cookies: [],
    headers: pairsOf(request.headers),
    queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: request.body?.length ?? 0,
    ...(request.body === undefined || request.body.length === 0 ? {} : { postData: { mimeType, text: textOf(request.body) } }),
  };
}

function responseOf(response: WireResponse): object {
  const { bytes, wireBytes, decodedBytes, cut } = response.body;
  const encoded = contentOf(bytes);
  return {
    status: response.status,
    statusText: response.reason,
    httpVersion: response.httpVersion,
    cookies: [],
    headers: pairsOf(response.headers),
    content: {
      size: decodedBytes,
      ...(decodedBytes === wireBytes ? {} : { compression: decodedBytes - wireBytes }),
      mimeType: headerValue(response.headers, 'content-type') ?? '',
      ...encoded,
      ...(cut === undefined ? {} : { comment: cut }),
    },
    redirectURL: headerValue(response.headers, 'location') ?? '',
    headersSize: -1,
    bodySize: wireBytes,
  };
}

/** What HAR readers expect where no answer came. */
function noResponse(): object {
  const content = { size: 0, mimeType: '' };
  return { status: 0, statusText: '', httpVersion: '', cookies: [], headers: [], content, redirectURL: '', headersSize: -1, bodySize: -1 };
}

/** -1 where a phase did not happen. `connect` contains `ssl`, and for us the proxy's part too. */
function timingsOf(phases: Phases): Readonly<Record<'blocked' | 'dns' | 'connect' | 'ssl' | 'send' | 'wait' | 'receive', number>> {
  const connecting = [phases.connect, phases.proxy, phases.tls].filter(ms => ms !== null);
  return {
    blocked: -1,
    dns: phases.dns ?? -1,
    connect: connecting.length === 0 ? -1 : connecting.reduce((sum, ms) => sum + ms, 0),
    ssl: phases.tls ?? -1,
    send: phases.send ?? 0,
    wait: phases.wait ?? 0,
    receive: phases.receive ?? 0,
  };
}

function contentOf(bytes: Uint8Array): object {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    // Not text: HAR has base64 for that.
    return { text: base64Of(bytes), encoding: 'base64' };
  }
}

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x6000) parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000))));
  return parts.join('');
}

const pairsOf = (headers: readonly HeaderPair[]): object[] => headers.map(([name, value]) => ({ name, value }));
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const isoTime = (ms: number): string => new Date(ms).toISOString();
