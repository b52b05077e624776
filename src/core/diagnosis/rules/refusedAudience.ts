import type { CauseCode } from '../../model/causes.ts';
import type { Finding } from '../../model/finding.ts';
import { judgeAudience } from '../../token/judgeAudience.ts';
import type { Case } from '../case.ts';
import { type Proof, prove, suspect } from '../prove.ts';

const group: readonly [CauseCode, ...CauseCode[]] = [
  'wrong-audience-arm',
  'wrong-audience-trailing-slash',
  'wrong-audience-vault-host',
  'wrong-audience-graph',
  'wrong-audience-spn-prefix',
  'wrong-audience-other',
];

interface Compared {
  readonly found: string | null;
  readonly expected: string | null;
}

/** The two audiences that AKV10022 prints, else those of the token and the challenge. */
function comparedAudiences(c: Case): Compared {
  const { message } = c.subject;
  const found = /\bfound:?\s*['"]?([^\s'",]+)/i.exec(message)?.[1];
  const expected = /\bexpected\s+(?:one of\s+)?['"]?(https?:\/\/[^\s'",]+)/i.exec(message)?.[1];
  const claim = c.token?.claims['aud'];
  const sentence = c.subject.codes.has('AKV10022');
  // The full stop of the sentence is no part of the audience.
  const said = sentence ? found?.replace(/\.$/, '') : undefined;
  return {
    found: said ?? (typeof claim === 'string' ? claim : null),
    expected: (sentence ? expected?.replace(/[.,]$/, '') : undefined) ?? c.challenge?.resource ?? null,
  };
}

/** Which audience fault a refused call shows; all audience rules share it, each speaks for one cause. */
export function refusedAudience(c: Case, wanted: CauseCode): Finding | undefined {
  const { subject } = c;
  const told = subject.codes.has('AKV10022') || subject.codes.has('InvalidAuthenticationTokenAudience');
  if (!told && !isBareRefusal(c)) return undefined;
  const { found, expected } = comparedAudiences(c);
  if (found === null)
    return told && subject.service !== 'arm' && wanted === group[0] ? suspect(subject, group, [['code', 'AKV10022']]) : undefined;
  const challenge = expected === null ? null : { ...noChallenge, resource: expected };
  const judged = judgeAudience(found, subject.url, subject.service === 'arm' ? null : challenge);
  if (judged.cause !== wanted) return undefined;
  return prove(subject, wanted, audienceProof(c, found, judged.expected), told || c.challenge !== null ? 'proven' : 'likely');
}

const audienceProof = (c: Case, found: string, expected: string | null): readonly Proof[] => [
  ['token.aud', found],
  ['challenge.resource', expected],
  ['code', c.subject.codes.has('AKV10022') ? 'AKV10022' : null],
  ['status', c.subject.status],
];

/** A 401 that names no reason of its own, or a token with nothing but a vault around it. */
function isBareRefusal(c: Case): boolean {
  const { status, authorized, codes } = c.subject;
  if ((status !== null && status !== 401) || authorized === false || c.token === null) return false;
  return ![...codes].some(code => /^(?:AKV|AADSTS)/.test(code));
}

const noChallenge = {
  authority: null,
  tenant: null,
  resource: null,
  scope: null,
  error: null,
  errorDescription: null,
  claims: null,
  raw: [],
  warnings: [],
};
