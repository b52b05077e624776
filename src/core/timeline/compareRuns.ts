import type { ChallengeFacts } from '../model/challenge.ts';
import type { Run } from '../model/run.ts';
import type { JsonObject, JsonValue } from '../model/tokenFacts.ts';
import type { Exchange } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import { alignCalls, type CallPair } from './alignCalls.ts';
import { changeInWords } from './changeInWords.ts';
import { claimMeanings } from './claimMeaning.ts';
import { compareCalls } from './compareCalls.ts';
import type { Change, ComparedCall, ComparedHop, ComparedRun, ComparedValue, Comparison } from './compareView.ts';
import { exchangesOf } from './foldTrace.ts';
import { panelModel } from './panelModel.ts';
import type { TextPart } from './panelView.ts';
import { rowOfExchange } from './rowOfExchange.ts';
import { runRemarks } from './runRemarks.ts';

/** Claims that no two tokens share. */
const everNew = new Set(['iat', 'nbf', 'exp', 'uti', 'aio', 'rh']);
const times = new Set(['iat', 'nbf', 'exp']);

/** Two finished, redacted runs hop by hop and claim by claim. The earlier one is put to the left, whichever comes first here. */
export function compareRuns(one: Run, other: Run, t: Translate = english): Comparison {
  const [left, right] = one.trace.startedAt <= other.trace.startedAt ? [one, other] : [other, one];
  const pairs = alignCalls(exchangesOf(left.trace), exchangesOf(right.trace));
  const challenge = compareChallenges(left.trace.challenge, right.trace.challenge, t);
  const claims = compareObjects(left.trace.token?.claims, right.trace.token?.claims, t);
  const hops = pairs.map(pair => compareHop(pair, t));
  return {
    left: comparedRun(left, t),
    right: comparedRun(right, t),
    remarks: runRemarks({ left, right, hops, challenge, claims }, t),
    hops,
    challenge,
    claims,
  };
}

function comparedRun(run: Run, t: Translate): ComparedRun {
  const { runId, title, context, headline, state, verdict } = panelModel(run, run.trace.startedAt, t);
  return { runId, title, context, headline, state, verdict, startedAt: run.trace.startedAt / 1000 };
}

function compareHop([left, right]: CallPair, t: Translate): ComparedHop {
  const differences = left === null || right === null ? [] : compareCalls(left, right, t);
  const change = left === null ? 'added' : right === null ? 'removed' : differences.length > 0 ? 'changed' : 'same';
  return { change, left: callOf(left, t), right: callOf(right, t), differences };
}

function callOf(exchange: Exchange | null, t: Translate): ComparedCall | null {
  if (exchange === null) return null;
  const calm = exchange.purpose === 'challenge' && exchange.outcome.kind === 'response' && exchange.outcome.response.status === 401;
  const { id, purpose, method, host, path, status } = rowOfExchange(exchange, exchange.startedAt, false, calm, t);
  return {
    exchange: id,
    purpose,
    method,
    host,
    path,
    status,
    ms: exchange.endedAt === null ? null : exchange.endedAt - exchange.startedAt,
  };
}

function compareChallenges(left: ChallengeFacts | null, right: ChallengeFacts | null, t: Translate): readonly ComparedValue[] {
  const fields = ['resource', 'authority', 'tenant', 'scope', 'error', 'errorDescription', 'claims'] as const;
  return fields.flatMap(name => compareValue(name, left?.[name] ?? undefined, right?.[name] ?? undefined, t, null));
}

function compareObjects(left: JsonObject | undefined, right: JsonObject | undefined, t: Translate): readonly ComparedValue[] {
  const names = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  const meaning = claimMeanings(t);
  return [...names].flatMap(name => compareValue(name, own(left, name), own(right, name), t, meaning(name) ?? null));
}

function own(object: JsonObject | undefined, name: string): JsonValue | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

function compareValue(
  name: string,
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  t: Translate,
  meaning: string | null,
): readonly ComparedValue[] {
  if (left === undefined && right === undefined) return [];
  const change = changeOf(name, left, right);
  const note = change === 'same' || change === 'other' ? null : changeInWords(name, left, right, t);
  return [{ name, left: part(name, left), right: part(name, right), change, note, meaning }];
}

function changeOf(name: string, left: JsonValue | undefined, right: JsonValue | undefined): Change {
  if (left === undefined) return 'added';
  if (right === undefined) return 'removed';
  if (JSON.stringify(left) === JSON.stringify(right)) return 'same';
  return everNew.has(name) ? 'other' : 'changed';
}

function part(name: string, value: JsonValue | undefined): TextPart | null {
  if (value === undefined) return null;
  if (times.has(name) && typeof value === 'number' && Number.isFinite(value)) return { time: value };
  return { code: typeof value === 'string' ? value : JSON.stringify(value) };
}
