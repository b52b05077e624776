import type { ChallengeFacts } from '../../model/challenge.ts';
import type { Call } from '../case.ts';
import type { Proof } from '../prove.ts';

export const wantsClaims = (challenge: ChallengeFacts | null): boolean =>
  challenge !== null && (challenge.error === 'insufficient_claims' || challenge.claims !== null);

/** The answer has a challenge and no code that turns a token down. */
export const onlyChallenge = (call: Call): boolean =>
  call.challenge !== null &&
  call.authorized !== true &&
  ![...call.codes].some(code => /^(?:AKV(?!10000)|IDX|S2S|Token|Aggregated)/.test(code));

export const challengeProof = (call: Call, calls: readonly Call[]): readonly Proof[] => [
  ['status', call.status],
  ['request.header authorization', call.authorized === false ? '(absent)' : null],
  ['challenge.resource', call.challenge?.resource],
  ['challenge.authority', call.challenge?.authority],
  [
    'calls',
    calls.map(each => `${each.service === 'entra' || each.service === 'identity' ? 'token ' : ''}${each.status ?? '?'}`).join(' → '),
  ],
];
