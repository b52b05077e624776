import type { Run } from '../model/run.ts';
import type { Purpose } from '../model/trace.ts';
import type { Translate } from '../model/translate.ts';
import type { ComparedHop, ComparedValue } from './compareView.ts';
import { exchangesOf } from './foldTrace.ts';
import { formatMs } from './formatMs.ts';

interface Compared {
  readonly left: Run;
  readonly right: Run;
  readonly hops: readonly ComparedHop[];
  readonly challenge: readonly ComparedValue[];
  readonly claims: readonly ComparedValue[];
}

/** Claims by which a vault decides, the most telling first. */
const telling: readonly string[] = ['aud', 'iss', 'tid', 'oid', 'appid', 'azp', 'scp', 'roles'];

/** What has changed between two runs, the most telling first. */
export function runRemarks(compared: Compared, t: Translate): readonly string[] {
  return [
    ...tokenRemarks(compared, t),
    ...notes(compared.challenge).map(note => t('challenge: {0}', note)),
    ...statusRemarks(compared, t),
    ...causeRemarks(compared, t),
    ...hopRemarks(compared.hops, t),
    ...durationRemarks(compared, t),
  ];
}

/** A run without a token has no claims to compare: that it has none is the remark. */
function tokenRemarks({ left, right, claims }: Compared, t: Translate): readonly string[] {
  const [before, after] = [left.trace.token, right.trace.token];
  if (before === null) return after === null ? [] : [t('a token was sent')];
  if (after === null) return [t('no token was sent')];
  const known = claims.filter(one => telling.includes(one.name));
  return notes([...known].sort((a, b) => telling.indexOf(a.name) - telling.indexOf(b.name)));
}

function notes(values: readonly ComparedValue[]): readonly string[] {
  return values.flatMap(one => (one.note === null ? [] : [one.note]));
}

function statusRemarks({ left, right }: Compared, t: Translate): readonly string[] {
  const [before, after] = [endOf(left, t), endOf(right, t)];
  return before === after ? [] : [t('{0} became {1}', before, after)];
}

function endOf({ trace }: Run, t: Translate): string {
  const { outcome } = trace;
  if (outcome.kind === 'answered') {
    const answer = exchangesOf(trace).find(exchange => exchange.id === outcome.exchange)?.outcome;
    if (answer?.kind === 'response') return String(answer.response.status);
  }
  if (outcome.kind === 'cancelled') return t('cancelled');
  return outcome.kind === 'blocked' ? t('not sent') : t('no answer');
}

function causeRemarks({ left, right }: Compared, t: Translate): readonly string[] {
  const causes = (run: Run): readonly string[] => run.findings.filter(one => one.cause !== 'benign-challenge').map(one => one.cause);
  const [before, after] = [causes(left), causes(right)];
  return [
    ...before.filter(cause => !after.includes(cause)).map(cause => t('the finding {0} is gone', cause)),
    ...after.filter(cause => !before.includes(cause)).map(cause => t('the finding {0} is new', cause)),
  ];
}

function hopRemarks(hops: readonly ComparedHop[], t: Translate): readonly string[] {
  const purposes = (change: ComparedHop['change']): readonly Purpose[] =>
    hops.flatMap(hop => (hop.change === change ? [(hop.left ?? hop.right)?.purpose ?? 'request'] : []));
  const [gone, fresh] = [purposes('removed'), purposes('added')];
  return [
    ...(gone.length === 0
      ? []
      : [gone.length === 1 ? t('1 call fewer: {0}', list(gone)) : t('{0} calls fewer: {1}', gone.length, list(gone))]),
    ...(fresh.length === 0
      ? []
      : [fresh.length === 1 ? t('1 call more: {0}', list(fresh)) : t('{0} calls more: {1}', fresh.length, list(fresh))]),
  ];
}

function list(purposes: readonly Purpose[]): string {
  return [...new Set(purposes)].join(', ');
}

/** Times vary from run to run: only a difference that somebody would feel is told. */
function durationRemarks({ left, right }: Compared, t: Translate): readonly string[] {
  const [before, after] = [msOf(left), msOf(right)];
  if (before === null || after === null) return [];
  const apart = Math.abs(after - before);
  if (apart < 50 || apart < 0.25 * Math.max(before, after)) return [];
  return [after > before ? t('took {0} longer', formatMs(apart, t)) : t('took {0} less', formatMs(apart, t))];
}

function msOf({ trace }: Run): number | null {
  const exchanges = exchangesOf(trace);
  if (exchanges.length === 0) return null;
  return exchanges.reduce((most, one) => Math.max(most, one.endedAt ?? one.startedAt), 0) - (exchanges[0]?.startedAt ?? 0);
}
