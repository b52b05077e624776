import { assertNever } from '../model/assertNever.ts';
import type { Verdict } from '../model/finding.ts';
import { headerValue } from '../model/headers.ts';
import type { JsonValue } from '../model/tokenFacts.ts';
import type { Exchange, Trace } from '../model/trace.ts';
import type { WireResponse } from '../model/wire.ts';
import { readJsonPath } from './jsonPath.ts';
import { challengeField, tokenClaim } from './traceFields.ts';

/** What assertions look at: the raw trace and what was made of it. */
export interface AssertedRun {
  readonly trace: Trace;
  readonly findings: readonly { readonly cause: string }[];
  readonly verdict: Verdict;
}

/** The value of the left side of an assertion; undefined where there is nothing. Values of JSON keep their kind. */
export function assertionValue(left: string, run: AssertedRun): JsonValue | undefined {
  const { trace, findings, verdict } = run;
  const answer = answerOf(trace);
  if (left === 'status') return answer?.status;
  if (left === 'duration') return durationOf(trace);
  if (left === 'calls') return callsOf(trace);
  if (left === 'cause') return findings[0]?.cause ?? 'none';
  if (left === 'verdict') return verdict;
  if (left === 'body' || /^body[.[]/.test(left)) return answer === undefined ? undefined : bodyValue(answer, left.slice('body'.length));
  if (left.startsWith('header ')) return answer === undefined ? undefined : headerValue(answer.headers, left.slice('header '.length));
  if (left.startsWith('challenge.')) return challengeField(trace.challenge, left.slice('challenge.'.length));
  if (left.startsWith('token.')) return tokenClaim(trace, left.slice('token.'.length));
  return callValue(trace, left);
}

function exchangesOf(trace: Trace): readonly Exchange[] {
  return trace.entries.flatMap(entry => (entry.kind === 'exchange' ? [entry.exchange] : []));
}

function responseOf({ outcome }: Exchange): WireResponse | undefined {
  switch (outcome.kind) {
    case 'response':
      return outcome.response;
    case 'failed':
    case 'pending':
      return undefined;
    default:
      return assertNever(outcome);
  }
}

/** The response that answered the user's request. */
function answerOf(trace: Trace): WireResponse | undefined {
  const { outcome } = trace;
  if (outcome.kind !== 'answered') return undefined;
  const exchange = exchangesOf(trace).find(({ id }) => id === outcome.exchange);
  return exchange === undefined ? undefined : responseOf(exchange);
}

/** Whole milliseconds from the start of the first call to the end of the last. */
function durationOf(trace: Trace): number | undefined {
  const exchanges = exchangesOf(trace);
  const start = exchanges[0]?.startedAt;
  if (start === undefined) return undefined;
  const end = exchanges.reduce((latest, { startedAt, endedAt }) => Math.max(latest, endedAt ?? startedAt), start);
  return Math.round(end - start);
}

/** The statuses in order without discovery calls: `401 token 200`, `401 token:400`; `failed` for a call without an answer. */
function callsOf(trace: Trace): string {
  const { outcome } = trace;
  const brokenOff = outcome.kind === 'failed' ? outcome.exchange : null;
  const words = exchangesOf(trace)
    .filter(({ purpose }) => purpose !== 'discovery')
    .map(exchange => {
      const status = responseOf(exchange)?.status;
      if (exchange.purpose !== 'token' && exchange.purpose !== 'identity') return `${status ?? 'failed'}`;
      const gaveToken = status !== undefined && status >= 200 && status < 300 && exchange.id !== brokenOff;
      return gaveToken ? 'token' : `token:${status ?? 'failed'}`;
    });
  return words.join(' ');
}

function bodyValue(response: WireResponse, path: string): JsonValue | undefined {
  const text = new TextDecoder().decode(response.body.bytes);
  return path === '' ? text : readJsonPath(text, path);
}

function callValue(trace: Trace, left: string): JsonValue | undefined {
  const match = /^calls\[(\d+)\]\.(status|purpose|url|header)(?: (\S+))?$/.exec(left);
  const exchange = exchangesOf(trace)[Number(match?.[1])];
  if (match === null || exchange === undefined) return undefined;
  const response = responseOf(exchange);
  switch (match[2]) {
    case 'status':
      return response?.status;
    case 'purpose':
      return exchange.purpose;
    case 'url':
      return exchange.request.url;
    default:
      return response === undefined ? undefined : headerValue(response.headers, match[3] ?? '');
  }
}
