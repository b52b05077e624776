import type { Exchange } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import type { ConnectionFacts, WireRequest, WireResponse } from '../model/wire.ts';
import { bodyView } from './bodyView.ts';
import { formatMs } from './formatMs.ts';
import type { ExchangeDetails, Fact, MessageView, TextPart } from './panelView.ts';
import { purposeMeaning } from './purposeMeaning.ts';
import { phaseOrder, splitUrl } from './rowOfExchange.ts';

/** Everything about one call as it is shown when its row is opened. The exchange is redacted already. */
export function exchangeDetails(exchange: Exchange, t: Translate = english): ExchangeDetails {
  const { outcome, request, connection } = exchange;
  const failure = outcome.kind === 'failed' ? outcome.failure : null;
  const response = outcome.kind === 'response' ? outcome.response : failure?.partial;
  return {
    id: exchange.id,
    purpose: exchange.purpose,
    meaning: purposeMeaning(exchange.purpose, t),
    url: request.url,
    request: requestView(request, response?.httpVersion),
    response: response === undefined ? null : responseView(response),
    remarks: response === undefined ? [] : remarksOf(response),
    failure: failure && { code: failure.code, phase: failure.phase, message: failure.message, rawCodes: failure.rawCodes },
    connection: connection === null ? [] : connectionFacts(connection),
    tls: connection === null ? [] : tlsFacts(connection),
    timing: timingOf(exchange, failure?.phase ?? null),
    totalMs: exchange.endedAt === null ? null : exchange.endedAt - exchange.startedAt,
  };
}

function requestView(request: WireRequest, version: string | undefined): MessageView {
  const startLine = `${request.method} ${splitUrl(request.url).path} ${httpName(version ?? '1.1')}`;
  return { startLine, headers: request.headers, body: bodyView(request.body) };
}

function responseView(response: WireResponse): MessageView {
  const startLine = `${httpName(response.httpVersion)} ${response.status} ${response.reason}`.trimEnd();
  return { startLine, headers: response.headers, body: bodyView(response.body.bytes, response.body) };
}

function httpName(version: string): string {
  return version.startsWith('HTTP/') ? version : `HTTP/${version}`;
}

function remarksOf(response: WireResponse): readonly string[] {
  return [
    ...response.interim.map(one => `interim response ${one.status} came first`),
    ...response.oddities.map(one => `${one.code}: ${one.detail}`),
  ];
}

function timingOf(exchange: Exchange, broken: string | null): ExchangeDetails['timing'] {
  return phaseOrder.flatMap(phase => {
    const ms = exchange.phases[phase];
    return ms === null && phase !== broken ? [] : [{ phase, ms: ms ?? 0, broken: phase === broken }];
  });
}

function connectionFacts(connection: ConnectionFacts): readonly Fact[] {
  return [
    fact('Address', connection.remoteAddress ?? 'no connection was made'),
    fact('Connection', connection.reused ? 'reused: no DNS, TCP or TLS needed' : 'new'),
    ...(connection.proxy === null ? [] : [fact('Proxy', connection.proxy)]),
    ...connection.attempts
      .filter(attempt => attempt.error !== null || connection.attempts.length > 1)
      .map(attempt =>
        fact(`IPv${attempt.family} attempt`, { code: attempt.address }, `: ${attempt.error ?? 'connected'}, ${formatMs(attempt.ms)}`),
      ),
  ];
}

function tlsFacts({ tls }: ConnectionFacts): readonly Fact[] {
  if (tls === null) return [];
  const facts = [fact('Protocol', tls.version), fact('Cipher', tls.cipher), ...(tls.alpn === null ? [] : [fact('ALPN', tls.alpn)])];
  const { certificate } = tls;
  if (certificate === null) return facts;
  return [
    ...facts,
    fact('Certificate', { code: certificate.subject }),
    fact('Names', { code: certificate.names }),
    fact('Issued by', { code: certificate.issuer }),
    fact('Valid', { time: certificate.validFrom / 1000 }, ' to ', { time: certificate.validTo / 1000 }),
    fact('SHA-256', { code: certificate.sha256 }),
  ];
}

function fact(label: string, ...parts: readonly TextPart[]): Fact {
  return { label, parts };
}
