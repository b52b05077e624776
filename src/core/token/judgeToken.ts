import type { CauseCode } from '../model/causes.ts';
import type { ChallengeFacts } from '../model/challenge.ts';
import type { Finding } from '../model/finding.ts';
import type { JsonValue, TokenFacts } from '../model/tokenFacts.ts';
import { english, type Translate } from '../model/translate.ts';
import { describeIdentity, type TokenIdentity } from './describeIdentity.ts';
import { type AudienceJudgement, judgeAudience } from './judgeAudience.ts';
import { type IssuerJudgement, judgeIssuer } from './judgeIssuer.ts';
import { judgeTimes, type TokenTimes } from './judgeTimes.ts';
import { signatureText } from './signatureText.ts';

export interface TokenContext {
  /** Epoch seconds by the local clock. */
  readonly now: number;
  readonly vaultUrl: string | null;
  readonly challenge: ChallengeFacts | null;
  /** Epoch seconds of the server's `Date` header, or null. It outranks `now`: the server judges by its own clock. */
  readonly serverDate: number | null;
}

/** What can be said of a token without asking anybody. Of the signature only a sentence is part of it. */
export interface TokenJudgement {
  readonly audience: { readonly value: string | null; readonly ok: boolean | null; readonly text: string };
  readonly issuer: { readonly value: string | null; readonly ok: boolean | null; readonly text: string };
  readonly tenant: string | null;
  readonly identity: TokenIdentity;
  readonly times: TokenTimes;
  readonly version: string | null;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** The client said that it understands claims challenges (`xms_cc` holds `cp1`). */
  readonly claimsChallengeCapable: boolean;
  readonly signature: string;
  readonly problems: readonly string[];
  readonly verdict: 'ok' | 'refused' | 'unknown';
  readonly findings: readonly Finding[];
}

/** Judges by what the claims say; never throws, whatever the claims hold. Findings come in the order in which the service checks. */
export function judgeToken(facts: TokenFacts, context: TokenContext, t: Translate = english): TokenJudgement {
  const claims = facts.claims;
  const audience = audienceOf(claims.aud, context, t);
  const issuer = judgeIssuer(claims, context.challenge, t);
  const times = judgeTimes(claims, context.now, context.serverDate, t);
  const findings = findingsOf(audience, issuer, times, facts, context);
  const unsigned = String(facts.header.alg ?? '').toLowerCase() === 'none';
  return {
    audience: { value: audience.value, ok: audience.ok, text: audience.text },
    issuer: { value: issuer.value, ok: issuer.ok, text: issuer.text },
    tenant: issuer.tenant,
    identity: describeIdentity(claims),
    times: times.times,
    version: textClaim(claims.ver),
    scopes: (textClaim(claims.scp) ?? '').split(' ').filter(scope => scope !== ''),
    roles: textList(claims.roles),
    claimsChallengeCapable: textList(claims.xms_cc).includes('cp1'),
    signature: unsigned ? t('not signed at all: no service accepts it') : signatureText(facts.signature, t),
    problems: facts.problems,
    verdict: verdictOf(audience, issuer, times.times, unsigned || facts.signature?.state === 'bad', facts.problems),
    findings,
  };
}

function verdictOf(
  audience: AudienceJudgement,
  issuer: IssuerJudgement,
  times: TokenTimes,
  isForged: boolean,
  problems: readonly string[],
): TokenJudgement['verdict'] {
  const late = times.state === 'expired' || times.state === 'not-yet-valid';
  if (audience.ok === false || issuer.ok === false || late || isForged) return 'refused';
  // A signature that was cut off on purpose says nothing about the token.
  const serious = problems.filter(problem => !problem.startsWith('The signature is missing'));
  return audience.ok === true && times.state === 'valid' && serious.length === 0 ? 'ok' : 'unknown';
}

function audienceOf(
  claim: JsonValue | undefined,
  context: TokenContext,
  t: Translate,
): AudienceJudgement & { readonly value: string | null } {
  if (claim === undefined) return { value: null, ok: null, text: t('is missing'), cause: null, expected: null };
  const single = Array.isArray(claim) && claim.length === 1 ? claim[0] : claim;
  if (typeof single === 'string') return { value: single, ...judgeAudience(single, context.vaultUrl, context.challenge, t) };
  return {
    value: JSON.stringify(claim).slice(0, 512),
    ok: null,
    text: t('is not one text: Entra ID never issues that'),
    cause: null,
    expected: null,
  };
}

function findingsOf(
  audience: AudienceJudgement & { readonly value: string | null },
  issuer: IssuerJudgement,
  times: ReturnType<typeof judgeTimes>,
  facts: TokenFacts,
  context: TokenContext,
): readonly Finding[] {
  const certainty = context.challenge !== null || context.vaultUrl !== null ? 'proven' : 'likely';
  const findings: Finding[] = [];
  if (audience.cause !== null) {
    const wanted =
      audience.expected === null ? [] : [{ where: context.challenge?.resource ? 'challenge.resource' : 'vault', value: audience.expected }];
    findings.push(finding(audience.cause, certainty, [{ where: 'token.aud', value: audience.value ?? '' }, ...wanted]));
  }
  if (issuer.ok === false) {
    const wanted = { where: 'challenge.tenant', value: context.challenge?.tenant ?? '' };
    findings.push(finding('wrong-tenant', 'proven', [{ where: 'token.iss', value: issuer.value ?? '' }, wanted]));
  }
  for (const cause of times.causes) {
    const claim = cause === 'expired-token' ? 'exp' : 'nbf';
    const clock = context.serverDate === null ? 'clock.local' : 'response.header date';
    const proof = context.serverDate === null && cause !== 'clock-skew' ? 'likely' : 'proven';
    findings.push(
      finding(cause, proof, [
        { where: `token.${claim}`, value: String(facts.claims[claim] ?? '') },
        { where: clock, value: String(context.serverDate ?? context.now) },
      ]),
    );
  }
  return findings;
}

const finding = (cause: CauseCode, certainty: Finding['certainty'], evidence: readonly { where: string; value: string }[]): Finding => ({
  cause,
  certainty,
  candidates: [],
  evidence: evidence.map(item => ({ exchange: null, where: item.where, value: item.value.slice(0, 512) })),
});

const textClaim = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);

function textList(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
