import { assertNever } from '../model/assertNever.ts';
import type { CauseCode } from '../model/causes.ts';
import type { ExplainedFinding, Verdict } from '../model/finding.ts';
import type { Exchange, Trace, TraceNote } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import { exchangesOf } from './foldTrace.ts';
import { formatMs } from './formatMs.ts';
import { retell } from './retell.ts';

/** "200 after the usual 401 handshake · 3 calls · 182 ms" */
export function headline(trace: Trace, findings: readonly ExplainedFinding[], verdict: Verdict, t: Translate = english): string {
  const cause = verdict === 'failure' ? causeOf(findings, 'line', t) : undefined;
  return [cause === undefined ? wayOf(trace, t) : withCause(trace, cause, t), ...figures(trace, t)].join(' · ');
}

/** The lens: "401 expected → token → 200 · 3 calls · 182 ms", "401: audience ends in /". */
export function lensText(trace: Trace, findings: readonly ExplainedFinding[], verdict: Verdict, t: Translate = english): string {
  const cause = verdict === 'failure' ? causeOf(findings, 'lens', t) : undefined;
  if (cause !== undefined) return withCause(trace, cause, t);
  return [trace.outcome.kind === 'answered' ? steps(trace, t) : wayOf(trace, t), ...figures(trace, t)].join(' · ');
}

/** Where a finding's title says more, or says it otherwise, than one line next to a status should. */
const ownWords = (t: Translate): Readonly<Partial<Record<CauseCode, { readonly line: string; readonly lens: string }>>> => ({
  'wrong-audience-trailing-slash': { line: t("the token's audience ends in a slash"), lens: t('audience ends in /') },
});

/** Titles are sentences; behind a status they go on in lower case, unless the first word is a name. */
function causeOf(findings: readonly ExplainedFinding[], where: 'line' | 'lens', t: Translate): string | undefined {
  const first = findings[0];
  if (first === undefined) return undefined;
  const plain = first.title.endsWith('.') ? first.title.slice(0, -1) : first.title;
  const inLine = /^(?:The|This|No|An?|It|There|Your)\b/.test(plain) ? `${plain[0]?.toLowerCase()}${plain.slice(1)}` : plain;
  return ownWords(t)[first.cause]?.[where] ?? inLine;
}

/** The status, or what there is instead of one, and the cause of the failure. */
function withCause(trace: Trace, cause: string, t: Translate): string {
  const { outcome } = trace;
  switch (outcome.kind) {
    case 'answered':
      return `${answerStatus(trace)}: ${cause}`;
    case 'failed':
      return `${missing(trace, t)}: ${cause}`;
    case 'blocked':
      // Most messages say more than the title; a chain's list of reasons does not fit on one line.
      return outcome.message.length > longestMessage ? t('not sent: {0}', cause) : wayOf(trace, t);
    case 'running':
    case 'cancelled':
      return wayOf(trace, t);
    default:
      return assertNever(outcome);
  }
}

const longestMessage = 200;

function wayOf(trace: Trace, t: Translate): string {
  const { outcome } = trace;
  switch (outcome.kind) {
    case 'running':
      return t('running');
    case 'cancelled':
      return t('cancelled');
    case 'blocked':
      return t('not sent: {0}', retell(outcome.message, t));
    case 'failed':
      return `${missing(trace, t)}: ${retell(outcome.message, t)}`;
    case 'answered':
      return [answerStatus(trace), successText(trace, t)].filter(part => part !== '').join(' ');
    default:
      return assertNever(outcome);
  }
}

/** What a failed run is without. */
function missing(trace: Trace, t: Translate): string {
  return exchangesOf(trace).at(-1)?.outcome.kind === 'response' ? t('no token') : t('no answer');
}

function successText(trace: Trace, t: Translate): string {
  const exchanges = exchangesOf(trace);
  const has = (kind: TraceNote['kind']): boolean => trace.entries.some(entry => entry.kind === 'note' && entry.note.kind === kind);
  const asked = exchanges.some(exchange => exchange.purpose === 'token' || exchange.purpose === 'identity');
  const handshake = exchanges.some(exchange => exchange.purpose === 'challenge' && statusOf(exchange) === 401);
  if (trace.request.flow === 'anonymous') return t('without a token');
  if (has('token-given')) return t('with the given token');
  if (handshake && exchanges.length > 1)
    return asked ? t('after the usual 401 handshake') : t('after the usual 401 handshake, with a token at hand');
  if (has('token-expired')) return t('with a new token, the cached one had expired');
  if (has('token-cached') && !asked) return t('with the cached token');
  if (has('token-shared')) return t("with another request's new token");
  return asked ? t('with a new token') : '';
}

/** The statuses in order: "401 expected → token → 200". */
function steps(trace: Trace, t: Translate): string {
  const exchanges = exchangesOf(trace).filter(exchange => exchange.purpose !== 'discovery');
  const shown = exchanges.map((exchange, index) => {
    if (exchange.purpose === 'token' || exchange.purpose === 'identity')
      return isSuccess(exchange) ? 'token' : `token ${statusOf(exchange) ?? t('failed')}`;
    const status = `${statusOf(exchange) ?? t('no answer')}`;
    return exchange.purpose === 'challenge' && status === '401' && index < exchanges.length - 1 ? t('401 expected') : status;
  });
  return shown.join(' → ');
}

function figures(trace: Trace, t: Translate): readonly string[] {
  const exchanges = exchangesOf(trace);
  if (exchanges.length === 0) return [];
  const calls = exchanges.length === 1 ? t('1 call') : t('{0} calls', exchanges.length);
  if (exchanges.some(exchange => exchange.endedAt === null)) return [calls];
  const end = Math.max(...exchanges.map(exchange => exchange.endedAt ?? exchange.startedAt));
  const ms = end - Math.min(...exchanges.map(exchange => exchange.startedAt));
  // Below ten seconds every millisecond counts: such runs are compared.
  return [calls, ms < 10_000 ? `${Math.round(ms)} ms` : formatMs(ms, t)];
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
