import type { JsonObject, JsonValue, TokenFacts } from '../model/tokenFacts.ts';
import type { Trace } from '../model/trace.ts';
import { judgeToken, type TokenJudgement } from '../token/judgeToken.ts';
import { serverDateOf } from '../token/judgeTraceToken.ts';
import { claimMeaning } from './claimMeaning.ts';
import type { ClaimRow, Fact, TextPart, TokenCard, ValidityBar } from './panelView.ts';

export interface JudgedToken {
  readonly judgement: TokenJudgement;
  readonly card: TokenCard;
  /** Epoch seconds of the clock that decides: the server's, else `now`. */
  readonly clock: number;
  readonly clockIsServer: boolean;
}

const timeClaims: readonly string[] = ['exp', 'nbf', 'iat'];

/** The token of a trace, judged as the called service would. `now` is epoch ms. */
export function judgedToken(trace: Trace, facts: TokenFacts, now: number): JudgedToken {
  const local = Math.floor(now / 1000);
  const server = serverDateOf(trace);
  const judgement = judgeToken(facts, { now: local, vaultUrl: trace.request.url, challenge: trace.challenge, serverDate: server });
  const clock = server ?? local;
  return {
    judgement,
    clock,
    clockIsServer: server !== null,
    card: {
      verdict: judgement.verdict,
      facts: identityFacts(facts, judgement),
      validity: judgement.times.text,
      bar: barOf(judgement, clock, server === null ? null : local - server),
      claims: rowsOf(facts.claims),
      header: rowsOf(facts.header),
      problems: judgement.problems,
    },
  };
}

function barOf(judgement: TokenJudgement, clock: number, skew: number | null): ValidityBar | null {
  const { notBefore, issuedAt, expiresAt } = judgement.times;
  const from = notBefore ?? issuedAt;
  if (from === null || expiresAt === null || expiresAt <= from) return null;
  return { from, to: expiresAt, clock, clockIsServer: skew !== null, skew };
}

const sources = {
  'token-endpoint': 'new, from the token endpoint',
  cache: 'from the token cache',
  given: 'given by the request',
  credential: 'from the credential',
  unknown: 'unknown',
} satisfies Record<TokenFacts['source'], string>;

function identityFacts(facts: TokenFacts, judgement: TokenJudgement): readonly Fact[] {
  const { identity, version, scopes, roles } = judgement;
  const kind = { user: 'user', application: 'application', 'managed-identity': 'managed identity', unknown: 'unknown' }[identity.kind];
  return [
    fact('who', identity.upn === null ? kind : `${kind} ${identity.upn}`),
    ...optional('app id', identity.appid),
    ...optional('object id', identity.oid),
    ...optional('resource', identity.resourceId),
    ...(scopes.length === 0 ? [] : [fact('scopes', scopes.join(' '))]),
    ...(roles.length === 0 ? [] : [fact('roles', roles.join(' '))]),
    fact('source', `${sources[facts.source]}${version === null ? '' : `, version ${version}`}`),
    fact('signature', judgement.signature),
    fact('fingerprint', { code: facts.fingerprint }),
  ];
}

function rowsOf(part: JsonObject): readonly ClaimRow[] {
  return Object.entries(part).map(([name, value]) => ({
    name,
    value: textOf(value),
    time: timeClaims.includes(name) && typeof value === 'number' && Number.isFinite(value) ? value : null,
    meaning: claimMeaning(name) ?? null,
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
