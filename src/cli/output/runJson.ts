import { assertNever } from '../../core/model/assertNever.ts';
import type { ExplainedFinding } from '../../core/model/finding.ts';
import type { Run } from '../../core/model/run.ts';
import type { TokenFacts } from '../../core/model/tokenFacts.ts';
import type { Exchange, Trace } from '../../core/model/trace.ts';
import { judgedToken } from '../../core/timeline/tokenCard.ts';

/** What `--reveal` puts in the place of redacted parts, by exchange. */
export type Revealed = ReadonlyMap<
  number,
  { readonly requestHeaders: Readonly<Record<string, string>> | null; readonly body: string | null }
>;

const utf8 = new TextDecoder();

/** `send --json` of one run. Redacted but for what `revealed` brings; `now` in epoch ms is what the token is judged by where the vault sent no Date. */
export function runJson(run: Run, revealed: Revealed, now: number): Record<string, unknown> {
  const { trace } = run;
  return {
    request: trace.request,
    status: answerStatus(trace),
    verdict: run.verdict,
    headline: run.headline,
    outcome: trace.outcome,
    events: trace.entries.flatMap(entry => (entry.kind === 'note' ? [{ at: entry.at, ...entry.note }] : [])),
    exchanges: exchangesOf(trace).map(exchange => exchangeJson(exchange, revealed)),
    token: trace.token === null ? null : tokenJson(trace, trace.token, now),
    findings: run.findings.map(findingJson),
    assertions: run.assertions.map(({ text, ok, actual }) => ({ text, ok, actual })),
  };
}

export function findingJson(finding: ExplainedFinding): Record<string, unknown> {
  const { cause, certainty, candidates, title, explanation, fix, evidence } = finding;
  return { cause, certainty, candidates, title, explanation, fix, evidence };
}

export function exchangesOf(trace: Trace): readonly Exchange[] {
  return trace.entries.flatMap(entry => (entry.kind === 'exchange' ? [entry.exchange] : []));
}

/** Status of the answer to the user's request, or null where none came. */
export function answerStatus(trace: Trace): number | null {
  const { outcome } = trace;
  if (outcome.kind !== 'answered') return null;
  const answer = exchangesOf(trace).find(exchange => exchange.id === outcome.exchange);
  return answer?.outcome.kind === 'response' ? answer.outcome.response.status : null;
}

function exchangeJson(exchange: Exchange, revealed: Revealed): Record<string, unknown> {
  const { outcome } = exchange;
  const response = outcome.kind === 'response' ? outcome.response : outcome.kind === 'failed' ? outcome.failure.partial : undefined;
  const shown = revealed.get(exchange.id);
  return {
    purpose: exchange.purpose,
    method: exchange.request.method,
    url: exchange.request.url,
    ...outcomeJson(exchange),
    phases: exchange.phases,
    reused: exchange.connection?.reused ?? false,
    remoteAddress: exchange.connection?.remoteAddress ?? null,
    tls: exchange.connection?.tls ?? null,
    requestHeaders: shown?.requestHeaders ?? joinHeaders(exchange.request.headers),
    responseHeaders: response === undefined ? {} : joinHeaders(response.headers),
    body: shown?.body ?? (response === undefined ? null : utf8.decode(response.body.bytes)),
  };
}

function outcomeJson(exchange: Exchange): Record<string, unknown> {
  const { outcome } = exchange;
  switch (outcome.kind) {
    case 'response':
      return { status: outcome.response.status };
    case 'failed':
      return { failure: { code: outcome.failure.code, phase: outcome.failure.phase, message: outcome.failure.message } };
    case 'pending':
      return { failure: { code: null, phase: null, message: 'cut off before an answer came' } };
    default:
      return assertNever(outcome);
  }
}

/** Header lines as an object; a repeated header is joined by comma and space (RFC 9110 section 5.3). */
export function joinHeaders(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(joined);
}

function tokenJson(trace: Trace, token: TokenFacts, now: number): Record<string, unknown> {
  const claim = (name: string): unknown => token.claims[name] ?? null;
  return {
    aud: claim('aud'),
    iss: claim('iss'),
    tid: claim('tid'),
    appid: claim('appid') ?? claim('azp'),
    oid: claim('oid'),
    exp: claim('exp'),
    nbf: claim('nbf'),
    iat: claim('iat'),
    verdict: judgedToken(trace, token, now).judgement.verdict,
  };
}
