import { parseChallenge } from '../auth/parseChallenge.ts';
import { type HeaderPair, headerValue, headerValues } from '../model/headers.ts';
import type { BlockCode, Exchange, Trace } from '../model/trace.ts';
import type { WireResponse } from '../model/wire.ts';
import { exchangesOf } from '../timeline/foldTrace.ts';
import { hostOfUrl } from '../token/hostOfUrl.ts';
import type { Call, Case, EnvironmentFacts } from './case.ts';
import { succeeded } from './prove.ts';
import { readSignals } from './readSignals.ts';
import { serviceOf } from './serviceOf.ts';

const credentialCodes: ReadonlySet<BlockCode> = new Set(['credential-missing', 'credential-failed', 'secret-missing', 'no-cached-token']);
/** More of a body says nothing more about a cause. */
const longestBody = 64 * 1024;
const decoder = new TextDecoder();

/** `now` (epoch ms) counts only where the trace does not know when it was taken. */
export function caseOfTrace(trace: Trace, now: number, environment: EnvironmentFacts): Case {
  const exchanges = exchangesOf(trace);
  const bare = exchanges.map(callOfExchange);
  const chosen = isCredentialsOwn(trace) ? undefined : subjectOf(trace, bare);
  const exchange = exchanges.find(each => each.id === chosen?.exchange);
  const isUseless = trace.outcome.kind === 'failed' && chosen !== undefined && succeeded(chosen) && chosen.failures.length === 0;
  // Bodies are read where they decide, so that a long trace costs no more than a short one.
  const subject = chosen === undefined || exchange === undefined ? callOfRequest(trace) : withBody(chosen, exchange, isUseless);
  const calls = bare.map(call => (call === chosen ? subject : call));
  const ended = exchange?.endedAt ?? 0;
  const clock = trace.startedAt > 0 ? trace.startedAt + ended : now;
  return {
    source: 'trace',
    calls,
    complete: true,
    subject,
    challenge: trace.challenge,
    token: trace.token,
    now: Math.floor(clock / 1000),
    serverDate: dateOf(subject) ?? calls.map(dateOf).findLast(date => date !== null) ?? null,
    blocked: trace.outcome.kind === 'blocked' ? { code: trace.outcome.code, message: trace.outcome.message } : null,
    environment,
    isUseless,
  };
}

/** The call that a run's end names; a token call that was refused later outranks it. */
function subjectOf(trace: Trace, calls: readonly Call[]): Call | undefined {
  const { outcome } = trace;
  const named =
    outcome.kind === 'answered' || outcome.kind === 'failed' ? calls.find(call => call.exchange === outcome.exchange) : undefined;
  if (named !== undefined && succeeded(named)) return named;
  const refused = calls.findLast(call => (call.service === 'entra' || call.service === 'identity') && wentWrong(call));
  const later = refused !== undefined && (named === undefined || calls.indexOf(refused) > calls.indexOf(named));
  return later ? refused : (named ?? calls.findLast(wentWrong) ?? calls.at(-1));
}

const wentWrong = (call: Call): boolean => call.failures.length > 0 || (call.status !== null && call.status >= 400);

function callOfExchange(exchange: Exchange): Call {
  const { request, outcome } = exchange;
  const host = hostOfUrl(request.url) ?? null;
  const response = responseOf(exchange);
  const broken = outcome.kind === 'failed' ? [{ code: outcome.failure.code, detail: outcome.failure.message }] : [];
  return {
    exchange: exchange.id,
    service: serviceOfExchange(exchange, host),
    method: request.method,
    url: request.url,
    host,
    authorized: headerValue(request.headers, 'authorization') !== undefined,
    remoteAddress: exchange.connection?.proxy ? null : (exchange.connection?.remoteAddress ?? null),
    ...answerOf(response),
    failures: [...broken, ...(response?.oddities ?? [])],
    isBroken: broken.length > 0,
  };
}

/** A flow knows why it called; the host alone does not tell an embedded vault or its token endpoint. */
function serviceOfExchange(exchange: Exchange, host: string | null): Call['service'] {
  if (exchange.purpose === 'token') return 'entra';
  if (exchange.purpose === 'identity') return 'identity';
  const path = /^[a-z]+:\/\/[^/]+([^?#]*)/i.exec(exchange.request.url)?.[1] ?? '';
  const known = serviceOf(host ?? '', path);
  if (known !== 'unknown') return known;
  return exchange.purpose === 'discovery' ? 'entra' : 'vault';
}

type Answer = Pick<Call, 'status' | 'headers' | 'codes' | 'message' | 'isHtml' | 'challenge'>;

function answerOf(response: WireResponse | undefined): Answer {
  const unread = { codes: new Set<string>(), message: '', isHtml: false };
  if (response === undefined) return { status: null, headers: null, challenge: null, ...unread };
  const lines = headerValues(response.headers, 'www-authenticate');
  return {
    status: response.status,
    headers: response.headers,
    challenge: lines.length === 0 ? null : parseChallenge(lines).bearer,
    ...unread,
  };
}

function withBody(call: Call, exchange: Exchange, isUseless: boolean): Call {
  const response = responseOf(exchange);
  if (response === undefined) return call;
  // A good answer is read only so far as to tell data from a page.
  const text = decoder.decode(response.body.bytes.subarray(0, response.status < 400 && !isUseless ? 512 : longestBody));
  const isHtml = looksLikeHtml(response.headers, text);
  // A good answer holds data, not signals; a page of someone else's has words that prove nothing.
  return (response.status < 400 && !isUseless) || isHtml ? { ...call, isHtml } : { ...call, ...readSignals(text), isHtml };
}

const responseOf = ({ outcome }: Exchange): WireResponse | undefined =>
  outcome.kind === 'response' ? outcome.response : outcome.kind === 'failed' ? outcome.failure.partial : undefined;

export const looksLikeHtml = (headers: readonly HeaderPair[], text: string): boolean =>
  /^text\/html/i.test(headerValue(headers, 'content-type') ?? '') || /^\s*(?:<!doctype html|<html)/i.test(text);

function dateOf(call: Call): number | null {
  const ms = Date.parse(call.headers === null ? '' : (headerValue(call.headers, 'date') ?? ''));
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}

/** The source of the token gave none: what it said decides, and not the vault's answer to the call without a token before it. */
const isCredentialsOwn = ({ outcome }: Trace): boolean => outcome.kind === 'blocked' && credentialCodes.has(outcome.code);

/** What was meant, where nothing was sent. */
const callOfRequest = (trace: Trace): Call => {
  const own = trace.outcome.kind === 'blocked' && isCredentialsOwn(trace) ? trace.outcome.message : null;
  const host = hostOfUrl(trace.request.url) ?? null;
  return {
    exchange: null,
    service: own === null ? serviceOf(host ?? '', '') : 'client',
    method: trace.request.method,
    url: trace.request.url,
    host,
    authorized: null,
    remoteAddress: null,
    ...answerOf(undefined),
    ...(own === null ? {} : readSignals(own)),
    failures: [],
    isBroken: false,
  };
};
