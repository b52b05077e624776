import { assertNever } from '../model/assertNever.ts';
import type { CauseCode } from '../model/causes.ts';
import type { ExplainedFinding, Verdict } from '../model/finding.ts';
import type { Exchange, Trace, TraceNote } from '../model/trace.ts';
import { exchangesOf } from './foldTrace.ts';

/** "200 after the usual 401 handshake · 3 calls · 182 ms" */
export function headline(trace: Trace, findings: readonly ExplainedFinding[], verdict: Verdict): string {
  const cause = verdict === 'failure' ? causeOf(findings, 'line') : undefined;
  return [cause === undefined ? wayOf(trace) : withCause(trace, cause), ...figures(trace)].join(' · ');
}

/** The lens: "401 expected → token → 200 · 3 calls · 182 ms", "401: audience ends in /". */
export function lensText(trace: Trace, findings: readonly ExplainedFinding[], verdict: Verdict): string {
  const cause = verdict === 'failure' ? causeOf(findings, 'lens') : undefined;
  if (cause !== undefined) return withCause(trace, cause);
  return [trace.outcome.kind === 'answered' ? steps(trace) : wayOf(trace), ...figures(trace)].join(' · ');
}

/** Where a finding's title says more, or says it otherwise, than one line next to a status should. */
const ownWords: Readonly<Partial<Record<CauseCode, { readonly line: string; readonly lens: string }>>> = {
  'wrong-audience-trailing-slash': { line: "the token's audience ends in a slash", lens: 'audience ends in /' },
};

/** Titles are sentences; behind a status they go on in lower case, unless the first word is a name. */
function causeOf(findings: readonly ExplainedFinding[], where: 'line' | 'lens'): string | undefined {
  const first = findings[0];
  if (first === undefined) return undefined;
  const plain = first.title.endsWith('.') ? first.title.slice(0, -1) : first.title;
  const inLine = /^(?:The|This|No|An?|It|There|Your)\b/.test(plain) ? `${plain[0]?.toLowerCase()}${plain.slice(1)}` : plain;
  return ownWords[first.cause]?.[where] ?? inLine;
}

/** The status, or what there is instead of one, and the cause of the failure. */
function withCause(trace: Trace, cause: string): string {
  const { outcome } = trace;
  switch (outcome.kind) {
    case 'answered':
      return `${answerStatus(trace)}: ${cause}`;
    case 'failed':
      return `${missing(trace)}: ${cause}`;
    case 'blocked':
      // Most messages say more than the title; a chain's list of reasons does not fit on one line.
      return outcome.message.length > longestMessage ? `not sent: ${cause}` : wayOf(trace);
    case 'running':
    case 'cancelled':
      return wayOf(trace);
    default:
      return assertNever(outcome);
  }
}

const longestMessage = 200;

function wayOf(trace: Trace): string {
  const { outcome } = trace;
  switch (outcome.kind) {
    case 'running':
      return 'running';
    case 'cancelled':
      return 'cancelled';
    case 'blocked':
      return `not sent: ${outcome.message}`;
    case 'failed':
      return `${missing(trace)}: ${outcome.message}`;
    case 'answered':
      return [answerStatus(trace), successText(trace)].filter(part => part !== '').join(' ');
    default:
      return assertNever(outcome);
  }
}

/** What a failed run is without. */
function missing(trace: Trace): 'no answer' | 'no token' {
  return exchangesOf(trace).at(-1)?.outcome.kind === 'response' ? 'no token' : 'no answer';
}

function successText(trace: Trace): string {
  const exchanges = exchangesOf(trace);
  const has = (kind: TraceNote['kind']): boolean => trace.entries.some(entry => entry.kind === 'note' && entry.note.kind === kind);
  const asked = exchanges.some(exchange => exchange.purpose === 'token' || exchange.purpose === 'identity');
  const handshake = exchanges.some(exchange => exchange.purpose === 'challenge' && statusOf(exchange) === 401);
  if (trace.request.flow === 'anonymous') return 'without a token';
  if (has('token-given')) return 'with the given token';
  if (handshake && exchanges.length > 1)
    return asked ? 'after the usual 401 handshake' : 'after the usual 401 handshake, with a token at hand';
  if (has('token-expired')) return 'with a new token, the cached one had expired';
  if (has('token-cached') && !asked) return 'with the cached token';
  if (has('token-shared')) return "with another request's new token";
  return asked ? 'with a new token' : '';
}

/** The statuses in order: "401 expected → token → 200". */
function steps(trace: Trace): string {
  const exchanges = exchangesOf(trace).filter(exchange => exchange.purpose !== 'discovery');
  const shown = exchanges.map((exchange, index) => {
    if (exchange.purpose === 'token' || exchange.purpose === 'identity')
      return isSuccess(exchange) ? 'token' : `token ${statusOf(exchange) ?? 'failed'}`;
    const status = `${statusOf(exchange) ?? 'no answer'}`;
    return exchange.purpose === 'challenge' && status === '401' && index < exchanges.length - 1 ? '401 expected' : status;
  });
  return shown.join(' → ');
}

function figures(trace: Trace): readonly string[] {
  const exchanges = exchangesOf(trace);
  if (exchanges.length === 0) return [];
  const calls = `${exchanges.length} ${exchanges.length === 1 ? 'call' : 'calls'}`;
  if (exchanges.some(exchange => exchange.endedAt === null)) return [calls];
  const end = Math.max(...exchanges.map(exchange => exchange.endedAt ?? exchange.startedAt));
  return [calls, `${Math.round(end - Math.min(...exchanges.map(exchange => exchange.startedAt)))} ms`];
}

function answerStatus(trace: Trace): number | null {
  const { outcome } = trace;
  if (outcome.kind !== 'answered') return null;
  const answer = exchangesOf(trace).find(exchange => exchange.id === outcome.exchange);
  return answer === undefined ? null : statusOf(answer);
}

const statusOf = (exchange: Exchange): number | null => (exchange.outcome.kind === 'response' ? exchange.outcome.response.status : null);

function isSuccess(exchange: Exchange): boolean {
  const status = statusOf(exchange);
  return status !== null && status >= 200 && status < 300;
}
