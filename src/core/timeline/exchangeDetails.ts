import type { Exchange } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import type { ConnectionFacts, WireRequest, WireResponse } from '../model/wire.ts';
import { bodyView } from './bodyView.ts';
import { formatMs } from './formatMs.ts';
import type { ExchangeDetails, Fact, MessageView, TextPart } from './panelView.ts';
import { phrase } from './phrase.ts';
import { purposeMeaning } from './purposeMeaning.ts';
import { retell } from './retell.ts';
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
    request: requestView(request, response?.httpVersion, t),
    response: response === undefined ? null : responseView(response, t),
    remarks: response === undefined ? [] : remarksOf(response, t),
    failure: failure && { code: failure.code, phase: failure.phase, message: retell(failure.message, t), rawCodes: failure.rawCodes },
    connection: connection === null ? [] : connectionFacts(connection, t),
    tls: connection === null ? [] : tlsFacts(connection, t),
    timing: timingOf(exchange, failure?.phase ?? null),
    totalMs: exchange.endedAt === null ? null : exchange.endedAt - exchange.startedAt,
  };
}

function requestView(request: WireRequest, version: string | undefined, t: Translate): MessageView {
  const startLine = `${request.method} ${splitUrl(request.url).path} ${httpName(version ?? '1.1')}`;
  return { startLine, headers: request.headers, body: bodyView(request.body, undefined, t) };
}

function responseView(response: WireResponse, t: Translate): MessageView {
  const startLine = `${httpName(response.httpVersion)} ${response.status} ${response.reason}`.trimEnd();
  return { startLine, headers: response.headers, body: bodyView(response.body.bytes, response.body, t) };
}

function httpName(version: string): string {
  return version.startsWith('HTTP/') ? version : `HTTP/${version}`;
}

function remarksOf(response: WireResponse, t: Translate): readonly string[] {
  return [
    ...response.interim.map(one => t('interim response {0} came first', one.status)),
    ...response.oddities.map(one => `${one.code}: ${retell(one.detail, t)}`),
  ];
}

function timingOf(exchange: Exchange, broken: string | null): ExchangeDetails['timing'] {
  return phaseOrder.flatMap(phase => {
    const ms = exchange.phases[phase];
    return ms === null && phase !== broken ? [] : [{ phase, ms: ms ?? 0, broken: phase === broken }];
  });
}

function connectionFacts(connection: ConnectionFacts, t: Translate): readonly Fact[] {
  return [
    fact(t('Address'), connection.remoteAddress ?? t('no connection was made')),
    fact(t('Connection'), connection.reused ? t('reused: no DNS, TCP or TLS needed') : t('new')),
    ...(connection.proxy === null ? [] : [fact(t('Proxy'), connection.proxy)]),
    ...connection.attempts
      .filter(attempt => attempt.error !== null || connection.attempts.length > 1)
      .map(attempt =>
        fact(
          t('IPv{0} attempt', attempt.family),
          { code: attempt.address },
          `: ${attempt.error ?? t('connected')}, ${formatMs(attempt.ms, t)}`,
        ),
      ),
  ];
}

function tlsFacts({ tls }: ConnectionFacts, t: Translate): readonly Fact[] {
  if (tls === null) return [];
  const facts = [fact(t('Protocol'), tls.version), fact(t('Cipher'), tls.cipher), ...(tls.alpn === null ? [] : [fact('ALPN', tls.alpn)])];
  const { certificate } = tls;
  if (certificate === null) return facts;
  return [
    ...facts,
    fact(t('Certificate'), { code: certificate.subject }),
    fact(t('Names'), { code: certificate.names }),
    fact(t('Issued by'), { code: certificate.issuer }),
    fact(t('Valid'), ...phrase(t('{0} to {1}'), { time: certificate.validFrom / 1000 }, { time: certificate.validTo / 1000 })),
    fact('SHA-256', { code: certificate.sha256 }),
  ];
}

function fact(label: string, ...parts: readonly TextPart[]): Fact {
  return { label, parts };
}
