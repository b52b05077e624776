import type { JsonObject, JsonValue, TokenFacts } from '../model/tokenFacts.ts';
import type { Trace } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import { judgeToken, type TokenJudgement } from '../token/judgeToken.ts';
import { serverDateOf } from '../token/judgeTraceToken.ts';
import { claimMeanings } from './claimMeaning.ts';
import type { ClaimRow, Fact, TextPart, TokenCard, ValidityBar } from './panelView.ts';
import { retell } from './retell.ts';

export interface JudgedToken {
  readonly judgement: TokenJudgement;
  readonly card: TokenCard;
  /** Epoch seconds of the clock that decides: the server's, else `now`. */
  readonly clock: number;
  readonly clockIsServer: boolean;
}

const timeClaims: readonly string[] = ['exp', 'nbf', 'iat'];

/** The token of a trace, judged as the called service would. `now` is epoch ms. */
export function judgedToken(trace: Trace, facts: TokenFacts, now: number, t: Translate = english): JudgedToken {
  const local = Math.floor(now / 1000);
  const server = serverDateOf(trace);
  const judgement = judgeToken(facts, { now: local, vaultUrl: trace.request.url, challenge: trace.challenge, serverDate: server }, t);
  const clock = server ?? local;
  return {
    judgement,
    clock,
    clockIsServer: server !== null,
    card: {
      verdict: judgement.verdict,
      facts: identityFacts(facts, judgement, t),
      validity: judgement.times.text,
      bar: barOf(judgement, clock, local, server !== null),
      claims: rowsOf(facts.claims, t),
      header: rowsOf(facts.header, t),
      problems: judgement.problems.map(problem => retell(problem, t)),
    },
  };
}

function barOf(judgement: TokenJudgement, clock: number, local: number, clockIsServer: boolean): ValidityBar | null {
  const { notBefore, issuedAt, expiresAt } = judgement.times;
  const from = notBefore ?? issuedAt;
  if (from === null || expiresAt === null || expiresAt <= from) return null;
  return { from, to: expiresAt, clock, clockIsServer, local, skew: clockIsServer ? local - clock : null };
}

const sourceName = (source: TokenFacts['source'], t: Translate): string =>
  ({
    'token-endpoint': t('new, from the token endpoint'),
    cache: t('from the token cache'),
    given: t('given by the request'),
    credential: t('from the credential'),
    unknown: t('unknown'),
  })[source];

function identityFacts(facts: TokenFacts, judgement: TokenJudgement, t: Translate): readonly Fact[] {
  const { identity, version, scopes, roles } = judgement;
  const kinds = { user: t('user'), application: t('application'), 'managed-identity': t('managed identity'), unknown: t('unknown') };
  const kind = kinds[identity.kind];
  const source = sourceName(facts.source, t);
  return [
    fact(t('who'), identity.upn === null ? kind : `${kind} ${identity.upn}`),
    ...optional(t('app id'), identity.appid),
    ...optional(t('object id'), identity.oid),
    ...optional(t('resource'), identity.resourceId),
    ...(scopes.length === 0 ? [] : [fact(t('scopes'), scopes.join(' '))]),
    ...(roles.length === 0 ? [] : [fact(t('roles'), roles.join(' '))]),
    fact(t('source'), version === null ? source : t('{0}, version {1}', source, version)),
    fact(t('signature'), judgement.signature),
    fact(t('fingerprint'), { code: facts.fingerprint }),
  ];
}

function rowsOf(part: JsonObject, t: Translate): readonly ClaimRow[] {
  const meaning = claimMeanings(t);
  return Object.entries(part).map(([name, value]) => ({
    name,
    value: textOf(value),
    time: timeClaims.includes(name) && typeof value === 'number' && Number.isFinite(value) ? value : null,
    meaning: meaning(name) ?? null,
  }));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function optional(label: string, value: string | null): readonly Fact[] {
  return value === null ? [] : [fact(label, { code: value })];
}

function fact(label: string, ...parts: readonly TextPart[]): Fact {
  return { label, parts };
}
