import { lookUpCauses } from '../diagnosis/lookUpCauses.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import type { ExplainedFinding } from '../model/finding.ts';
import { headerValue } from '../model/headers.ts';
import type { Run } from '../model/run.ts';
import type { Exchange, FlowKind, Trace, TraceEntry } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import { bodyView } from './bodyView.ts';
import { exchangesOf } from './foldTrace.ts';
import { formatMs } from './formatMs.ts';
import type { AnswerView, ChallengeCard, Fact, PanelFinding, PanelModel, PanelRow, Timeline } from './panelView.ts';
import { retell } from './retell.ts';
import { phaseOrder, rowOfExchange, splitUrl, toneOf } from './rowOfExchange.ts';
import { rowOfNote } from './rowOfNote.ts';
import { rulerTicks } from './rulerTicks.ts';
import { judgedToken } from './tokenCard.ts';
import { tokenTies } from './tokenTies.ts';

/** A finished run, or the trace of one that still goes on. */
export type PanelSource = Run | { readonly trace: Trace };

/** Everything that the panel draws, from a redacted run whose findings and headline are in the reader's language already. `now` is epoch ms: where pending calls end and tokens are judged. */
export function panelModel(source: PanelSource, now: number, t: Translate = english): PanelModel {
  const { trace } = source;
  const run = 'headline' in source ? source : null;
  const exchanges = exchangesOf(trace);
  const token = trace.token === null ? null : judgedToken(trace, trace.token, now, t);
  return {
    runId: trace.id,
    state: trace.outcome.kind,
    verdict: run?.verdict ?? (trace.outcome.kind === 'running' ? 'running' : 'unknown'),
    headline: run === null ? progressOf(trace, exchanges, t) : run.headline,
    title: trace.request.name ?? trace.request.title ?? `${trace.request.method} ${splitUrl(trace.request.url).path}`,
    context: contextOf(trace, t),
    flow: trace.request.flow,
    findings: (run?.findings ?? []).map(findingView),
    timeline: timelineOf(trace, run, now, t),
    challenge: trace.challenge === null ? null : challengeCard(trace.challenge, trace.entries, t),
    token: token?.card ?? null,
    ties: tokenTies(trace.request.url, trace.challenge, token, t),
    answer: answerOf(trace, exchanges, t),
    noAnswer: noAnswerOf(trace, t),
    assertions: run?.assertions ?? [],
    place: null,
  };
}

function progressOf(trace: Trace, exchanges: readonly Exchange[], t: Translate): string {
  const { outcome } = trace;
  if (outcome.kind === 'cancelled') return t('Cancelled');
  if (outcome.kind === 'blocked' || outcome.kind === 'failed') return retell(outcome.message, t);
  const pending = exchanges.findLast(one => one.outcome.kind === 'pending');
  return pending === undefined ? t('Sending…') : t('Waiting for {0}…', splitUrl(pending.request.url).host);
}

function flowName(flow: FlowKind, t: Translate): string {
  return { sdk: t('SDK flow'), rest: t('REST flow'), anonymous: t('no token') }[flow];
}

function contextOf(trace: Trace, t: Translate): readonly string[] {
  const { vault, credential, flow, url } = trace.request;
  return [vault ?? splitUrl(url).host, ...(credential === null || flow === 'anonymous' ? [] : [credential]), flowName(flow, t)];
}

function findingView(finding: ExplainedFinding): PanelFinding {
  const { cause, certainty, candidates, title, explanation, fix, evidence, links } = finding;
  const tone = cause === 'benign-challenge' ? 'calm' : 'bad';
  const action = cause === 'benign-challenge' ? 'explain-handshake' : lookUpCauses.has(cause) ? 'look-up' : null;
  return { cause, tone, certainty, candidates, title, explanation, fix, evidence, links: links.map(link => link.title), action };
}

function timelineOf(trace: Trace, run: Run | null, now: number, t: Translate): Timeline {
  const sinceStart = Math.max(0, now - trace.startedAt);
  const flagged = new Set((run?.findings ?? []).flatMap(f => (f.cause === 'benign-challenge' ? [] : f.evidence.map(e => e.exchange))));
  const last = exchangesOf(trace).at(-1);
  const rows = trace.entries.map((entry): PanelRow => {
    if (entry.kind === 'note') return rowOfNote(entry.at, entry.note, t);
    const { exchange } = entry;
    return rowOfExchange(
      exchange,
      sinceStart,
      flagged.has(exchange.id),
      isHandshake(exchange, exchange !== last || trace.outcome.kind === 'running'),
      t,
    );
  });
  const scale = rows.reduce((most, row) => Math.max(most, row.kind === 'note' ? row.at : row.end), 1);
  return { rows, scale, ticks: rulerTicks(scale), phases: phasesOf(rows) };
}

/** The 401 to a call that went without a token, and that was followed by the next step. */
function isHandshake(exchange: Exchange, followed: boolean): boolean {
  const { outcome } = exchange;
  return followed && exchange.purpose === 'challenge' && outcome.kind === 'response' && outcome.response.status === 401;
}

function phasesOf(rows: readonly PanelRow[]): Timeline['phases'] {
  const seen = new Set(rows.flatMap(row => (row.kind === 'exchange' ? row.segments.map(segment => segment.phase) : [])));
  return phaseOrder.filter(phase => seen.has(phase));
}

function challengeCard(challenge: ChallengeFacts, entries: readonly TraceEntry[], t: Translate): ChallengeCard {
  const optional = (label: string, value: string | null): readonly Fact[] => (value === null ? [] : [{ label, parts: [{ code: value }] }]);
  return {
    facts: [
      ...optional(t('error'), challenge.error),
      ...optional(t('description'), challenge.errorDescription),
      ...optional(t('claims'), challenge.claims),
    ],
    raw: challenge.raw,
    warnings: challenge.warnings.map(text => retell(text, t)),
    cached: entries.some(entry => entry.kind === 'note' && entry.note.kind === 'challenge-cached'),
  };
}

function answerOf(trace: Trace, exchanges: readonly Exchange[], t: Translate): AnswerView | null {
  const { outcome } = trace;
  if (outcome.kind !== 'answered') return null;
  const exchange = exchanges.find(one => one.id === outcome.exchange);
  if (exchange?.outcome.kind !== 'response') return null;
  const { response } = exchange.outcome;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('time'), exchange.endedAt === null ? undefined : formatMs(exchange.endedAt - exchange.startedAt, t)],
    [t('type'), headerValue(response.headers, 'content-type')],
    [t('request id'), headerValue(response.headers, 'x-ms-request-id')],
  ];
  return {
    exchange: exchange.id,
    status: response.status,
    reason: response.reason,
    tone: toneOf(response.status, false),
    facts: facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, parts: [value] }])),
    body: bodyView(response.body.bytes, response.body, t),
  };
}

function noAnswerOf(trace: Trace, t: Translate): string | null {
  const { outcome } = trace;
  if (outcome.kind === 'blocked' || outcome.kind === 'failed') return retell(outcome.message, t);
  return outcome.kind === 'cancelled' ? t('The run was cancelled before an answer arrived.') : null;
}
