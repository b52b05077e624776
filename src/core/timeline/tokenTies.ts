import type { ChallengeFacts } from '../model/challenge.ts';
import { english, type Translate } from '../model/translate.ts';
import { expectedAudience } from '../token/judgeAudience.ts';
import type { Fact, TextPart, Tie } from './panelView.ts';
import type { JudgedToken } from './tokenCard.ts';

/** Each field of the challenge beside the claim that it must match, and the clock beside the token's times. */
export function tokenTies(
  url: string,
  challenge: ChallengeFacts | null,
  token: JudgedToken | null,
  t: Translate = english,
): readonly Tie[] {
  if (challenge === null && token === null) return [];
  return [
    audienceTie(url, challenge, token, t),
    ...scopeTie(challenge, token, t),
    authorityTie(challenge, token, t),
    ...tenantTie(challenge, token, t),
    ...clockTie(token, t),
  ];
}

function audienceTie(url: string, challenge: ChallengeFacts | null, token: JudgedToken | null, t: Translate): Tie {
  const expected = expectedAudience(url, challenge);
  const { audience } = token?.judgement ?? {};
  return {
    want: fact(challenge === null ? t('audience of this service') : t('resource'), expected),
    got: fact('aud', audience?.value ?? null),
    ok: audience?.ok ?? null,
    note: audience?.text ?? null,
  };
}

/** With the v2 endpoint the resource is asked for by its scope, which ends up as the audience too. */
function scopeTie(challenge: ChallengeFacts | null, token: JudgedToken | null, t: Translate): readonly Tie[] {
  const scope = challenge?.scope ?? null;
  if (scope === null) return [];
  const audience = token?.judgement.audience.value ?? null;
  const resource = scope.replace(/\/\.default$/, '');
  const ok = audience === null ? null : audience === resource || (token?.judgement.audience.ok ?? false);
  return [
    { want: fact(t('scope'), scope), got: fact('aud', audience), ok, note: ok === true ? t('is the scope without /.default') : null },
  ];
}

function authorityTie(challenge: ChallengeFacts | null, token: JudgedToken | null, t: Translate): Tie {
  const { issuer } = token?.judgement ?? {};
  return {
    want: fact(t('authority'), challenge?.authority ?? null),
    got: fact('iss', issuer?.value ?? null),
    ok: issuer?.ok ?? null,
    note: issuer?.text ?? null,
  };
}

function tenantTie(challenge: ChallengeFacts | null, token: JudgedToken | null, t: Translate): readonly Tie[] {
  const wanted = challenge?.tenant ?? null;
  if (wanted === null) return [];
  const tenant = token?.judgement.tenant ?? null;
  const ok = tenant === null ? null : tenant.toLowerCase() === wanted.toLowerCase();
  return [{ want: fact(t('tenant'), wanted), got: fact('tid', tenant), ok, note: ok === false ? t('is another tenant') : null }];
}

function clockTie(token: JudgedToken | null, t: Translate): readonly Tie[] {
  if (token === null) return [];
  const { times } = token.judgement;
  const early = times.state === 'not-yet-valid';
  const limit = early ? times.notBefore : times.expiresAt;
  return [
    {
      want: { label: token.clockIsServer ? t("server's clock") : t('local clock'), parts: [{ time: token.clock }] },
      got: limit === null ? null : { label: early ? 'nbf' : 'exp', parts: [{ time: limit }] },
      ok: times.state === 'unknown' ? null : times.state === 'valid',
      note: times.text,
    },
  ];
}

function fact(label: string, value: string | null): Fact | null {
  const part: TextPart = { code: value ?? '' };
  return value === null ? null : { label, parts: [part] };
}
