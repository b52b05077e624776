import { assertNever } from '../model/assertNever.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import { type HeaderPair, headerValue } from '../model/headers.ts';
import type { Secret } from '../model/secret.ts';
import type { JsonObject, JsonValue, TokenFacts } from '../model/tokenFacts.ts';
import type { Exchange, ExchangeOutcome, Trace, TraceEvent, TraceNote, TraceOutcome, TraceRequest } from '../model/trace.ts';
import type { WireFailure, WireRequest, WireResponse } from '../model/wire.ts';
import { cutUserInfo } from './cutUserInfo.ts';
import { masks } from './masks.ts';
import { redactBody, redactForm } from './redactBody.ts';
import { redactorOf, type TextRedactor } from './redactText.ts';
import { isSensitiveHeader } from './sensitiveNames.ts';

/** The same trace without credentials and secret values, fit to be shown and stored. Redacting twice changes nothing more. */
export function redactTrace(trace: Trace, secrets: readonly Secret[] | TextRedactor): Trace {
  const redact = asRedactor(secrets);
  return {
    ...trace,
    request: redactRequestFacts(trace.request, redact),
    entries: trace.entries.map(entry =>
      entry.kind === 'exchange'
        ? { ...entry, exchange: redactExchange(entry.exchange, redact) }
        : { ...entry, note: redactNote(entry.note, redact) },
    ),
    challenge: trace.challenge === null ? null : redactChallenge(trace.challenge, redact),
    token: trace.token === null ? null : redactToken(trace.token, redact),
    outcome: redactTraceOutcome(trace.outcome, redact),
  };
}

/** Whoever redacts many events hands in one redactor: to make one costs more than to use it. */
const asRedactor = (secrets: readonly Secret[] | TextRedactor): TextRedactor =>
  typeof secrets === 'function' ? secrets : redactorOf(secrets);

export function redactEvent(event: TraceEvent, secrets: readonly Secret[] | TextRedactor): TraceEvent {
  const redact = asRedactor(secrets);
  switch (event.kind) {
    case 'run-started':
      return { ...event, request: redactRequestFacts(event.request, redact) };
    case 'exchange-started':
      return { ...event, request: redactRequest(event.request, redact) };
    case 'exchange-ended':
      return { ...event, outcome: redactSettled(event.outcome, redact) };
    case 'note':
      return { ...event, note: redactNote(event.note, redact) };
    case 'challenge':
      return { ...event, challenge: redactChallenge(event.challenge, redact) };
    case 'token':
      return { ...event, token: redactToken(event.token, redact) };
    case 'run-ended':
      return { ...event, outcome: redactTraceOutcome(event.outcome, redact) as Exclude<TraceOutcome, { kind: 'running' }> };
    default:
      return assertNever(event);
  }
}

export const redactExchange = (exchange: Exchange, redact: TextRedactor): Exchange => ({
  ...exchange,
  request: redactRequest(exchange.request, redact),
  outcome: exchange.outcome.kind === 'pending' ? exchange.outcome : redactSettled(exchange.outcome, redact),
});

type Settled = Exclude<ExchangeOutcome, { kind: 'pending' }>;

function redactSettled(outcome: Settled, redact: TextRedactor): Settled {
  return outcome.kind === 'response'
    ? { kind: 'response', response: redactResponse(outcome.response, redact) }
    : { kind: 'failed', failure: redactFailure(outcome.failure, redact) };
}

const redactFailure = (failure: WireFailure, redact: TextRedactor): WireFailure => ({
  ...failure,
  message: redact(failure.message),
  partial: failure.partial === undefined ? undefined : redactResponse(failure.partial, redact),
});

const redactRequest = (request: WireRequest, redact: TextRedactor): WireRequest => ({
  ...request,
  url: redactUrl(request.url, redact),
  headers: redactHeaders(request.headers, redact),
  body: request.body === undefined ? undefined : redactBody(request.body, headerValue(request.headers, 'content-type') ?? '', redact),
});

const redactResponse = (response: WireResponse, redact: TextRedactor): WireResponse => ({
  ...response,
  reason: redact(response.reason),
  headers: redactHeaders(response.headers, redact),
  body: { ...response.body, bytes: redactBody(response.body.bytes, headerValue(response.headers, 'content-type') ?? '', redact) },
  interim: response.interim.map(item => ({ ...item, headers: redactHeaders(item.headers, redact) })),
  oddities: response.oddities.map(oddity => ({ ...oddity, detail: redact(oddity.detail) })),
});

export function redactHeaders(headers: readonly HeaderPair[], redact: TextRedactor): readonly HeaderPair[] {
  return headers.map((header): HeaderPair => {
    const [name, value] = header;
    // A server may echo what it was sent in a name as well.
    const shownName = redact(name);
    const shown = isSensitiveHeader(name)
      ? redactCredential(name, value)
      : urlHeaders.has(name.toLowerCase())
        ? redactUrl(value, redact)
        : redact(value);
    return shown === value && shownName === name ? header : [shownName, shown];
  });
}

const redactCredential = (name: string, value: string): string => (/authorization$/i.test(name) ? redactAuthorization(value) : masks.value);

const urlHeaders: ReadonlySet<string> = new Set(['location', 'content-location', 'referer', 'azure-asyncoperation']);

/** The scheme is evidence (Bearer, PoP, Basic), the rest is the credential. */
function redactAuthorization(value: string): string {
  const scheme = /^([A-Za-z][\w-]{0,19})\s+\S/.exec(value)?.[1];
  if (scheme === undefined) return masks.value;
  return `${scheme} ${/^(?:bearer|pop|mtls_pop)$/i.test(scheme) ? masks.token : masks.value}`;
}

/** Credentials before the host, secret parameters of query and fragment, and listed secrets wherever they stand. */
export function redactUrl(url: string, redact: TextRedactor): string {
  const parts = cutUserInfo(url).split(/([?#])/);
  return redact(parts.map((part, index) => (index === 0 || index % 2 === 1 ? part : redactForm(part, redact))).join(''));
}

const redactRequestFacts = (request: TraceRequest, redact: TextRedactor): TraceRequest => ({
  ...request,
  title: request.title === null ? null : redact(request.title),
  url: redactUrl(request.url, redact),
});

function redactNote(note: TraceNote, redact: TextRedactor): TraceNote {
  return withChangedFields(note, (value, name) => {
    if (!isFreeText(name, value)) return value;
    return name === 'location' ? redactUrl(value, redact) : redact(value);
  });
}

const isFreeText = (name: string, value: unknown): value is string => typeof value === 'string' && name !== 'kind' && name !== 'code';

function redactChallenge(challenge: ChallengeFacts, redact: TextRedactor): ChallengeFacts {
  const text = (value: string | null): string | null => (value === null ? null : redact(value));
  return {
    authority: text(challenge.authority),
    tenant: text(challenge.tenant),
    resource: text(challenge.resource),
    scope: text(challenge.scope),
    error: text(challenge.error),
    errorDescription: text(challenge.errorDescription),
    claims: text(challenge.claims),
    raw: challenge.raw.map(redact),
    warnings: challenge.warnings.map(redact),
  };
}

const redactToken = (token: TokenFacts, redact: TextRedactor): TokenFacts => ({
  ...token,
  header: redactJsonValue(token.header, redact) as JsonObject,
  claims: redactJsonValue(token.claims, redact) as JsonObject,
  problems: token.problems.map(redact),
});

function redactJsonValue(value: JsonValue, redact: TextRedactor): JsonValue {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(item => redactJsonValue(item, redact));
  return typeof value === 'object' && value !== null ? withChangedFields(value, item => redactJsonValue(item as JsonValue, redact)) : value;
}

/** The same object where `change` leaves every field as it is: of most there is nothing to remove. */
function withChangedFields<T extends object>(fields: T, change: (value: unknown, name: string) => unknown): T {
  let changed: T | undefined;
  for (const name of Object.keys(fields)) {
    const value: unknown = Reflect.get(fields, name);
    const next = change(value, name);
    if (next === value) continue;
    changed ??= { ...fields };
    // A claim may be called `__proto__`: an assignment would take it for something else.
    Reflect.defineProperty(changed, name, { value: next, enumerable: true, writable: true, configurable: true });
  }
  return changed ?? fields;
}

function redactTraceOutcome(outcome: TraceOutcome, redact: TextRedactor): TraceOutcome {
  return outcome.kind === 'failed' || outcome.kind === 'blocked' ? { ...outcome, message: redact(outcome.message) } : outcome;
}
