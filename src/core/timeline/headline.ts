import { assertNever } from '../model/assertNever.ts';
import type { ExplainedFinding, Verdict } from '../model/finding.ts';
import type { Exchange, Trace, TraceNote } from '../model/trace.ts';
import { exchangesOf } from './foldTrace.ts';

/** "200 after the usual 401 handshake · 3 calls · 182 ms" */
export function headline(trace: Trace, findings: readonly ExplainedFinding[], verdict: Verdict): string {
  const said = verdict === 'failure' ? (causeOf(findings) ?? wayOf(trace)) : wayOf(trace);
  return [withStatus(trace, said), ...figures(trace)].join(' · ');
}

/** The lens: "401 expected → token → 200 · 3 calls · 182 ms", "401: audience ends in /". */
export function lensText(trace: Trace, findings: readonly ExplainedFinding[], verdict: Verdict): string {
  const cause = verdict === 'failure' ? shortCause(findings) : undefined;
  if (cause !== undefined) return withStatus(trace, cause);
  if (trace.outcome.kind !== 'answered') return headline(trace, findings, verdict);
  return [steps(trace), ...figures(trace)].join(' · ');
}

type Saying = { readonly text: string; readonly join: ' ' | ': ' };

function withStatus(trace: Trace, { text, join }: Saying): string {
  const status = answerStatus(trace);
  return status === null ? text : `${status}${text === '' ? '' : join}${text}`;
}

/** Titles of findings are sentences; behind a status they go on in lower case, unless the first word is a name. */
function causeOf(findings: readonly ExplainedFinding[]): Saying | undefined {
  const title = findings[0]?.title;
  if (title === undefined) return undefined;
  const plain = title.endsWith('.') ? title.slice(0, -1) : title;
  return { text: /^(?:The|This|No|An?|It|There|Your)\b/.test(plain) ? `${plain[0]?.toLowerCase()}${plain.slice(1)}` : plain, join: ': ' };
}

function shortCause(findings: readonly ExplainedFinding[]): Saying | undefined {
  if (findings[0]?.cause === 'wrong-audience-trailing-slash') return { text: 'audience ends in /', join: ': ' };
  return causeOf(findings);
}

function wayOf(trace: Trace): Saying {
  const { outcome } = trace;
  switch (outcome.kind) {
    case 'running':
      return { text: 'running', join: ' ' };
    case 'cancelled':
      return { text: 'cancelled', join: ' ' };
    case 'blocked':
      return { text: `not sent: ${outcome.message}`, join: ' ' };
    case 'failed':
      return { text: failureText(trace, outcome.message), join: ' ' };
    case 'answered':
      return { text: successText(trace), join: ' ' };
    default:
      return assertNever(outcome);
  }
}

function failureText(trace: Trace, message: string): string {
  const last = exchangesOf(trace).at(-1);
  return last?.outcome.kind === 'failed' ? `no answer: ${message}` : `no token: ${message}`;
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
  if (trace.outcome.kind === 'running') return [calls];
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
