import type { ChallengeFacts } from '../model/challenge.ts';
import { expectedAudience } from '../token/judgeAudience.ts';
import type { Fact, TextPart, Tie } from './panelView.ts';
import type { JudgedToken } from './tokenCard.ts';

/** What the challenge wants beside what the token has: resource and audience, tenant and issuer, clock and validity. */
export function tokenTies(url: string, challenge: ChallengeFacts | null, token: JudgedToken | null): readonly Tie[] {
  if (challenge === null && token === null) return [];
  return [audienceTie(url, challenge, token), tenantTie(challenge, token), ...clockTie(token)];
}

function audienceTie(url: string, challenge: ChallengeFacts | null, token: JudgedToken | null): Tie {
  const expected = expectedAudience(url, challenge);
  const { audience } = token?.judgement ?? {};
  return {
    want: fact(challenge === null ? 'audience of this service' : 'resource', expected),
    got: fact('aud', audience?.value ?? null),
    ok: audience?.ok ?? null,
    note: audience?.text ?? null,
  };
}

function tenantTie(challenge: ChallengeFacts | null, token: JudgedToken | null): Tie {
  const { issuer } = token?.judgement ?? {};
  return {
    want: fact('authority', challenge?.authority ?? null),
    got: fact('iss', issuer?.value ?? null),
    ok: issuer?.ok ?? null,
    note: issuer?.text ?? null,
  };
}

function clockTie(token: JudgedToken | null): readonly Tie[] {
  if (token === null) return [];
  const { times } = token.judgement;
  const early = times.state === 'not-yet-valid';
  const limit = early ? times.notBefore : times.expiresAt;
  return [
    {
      want: { label: token.clockIsServer ? "server's clock" : 'local clock', parts: [{ time: token.clock }] },
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
