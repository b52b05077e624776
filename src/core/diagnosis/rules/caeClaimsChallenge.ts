import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { wantsClaims } from './challengeSignals.ts';

export const caeClaimsChallenge: Rule = c => {
  const asking = c.calls.find(call => call.status === 401 && wantsClaims(call.challenge));
  if (asking === undefined && !c.subject.codes.has('insufficient_claims')) return undefined;
  const call = asking ?? c.subject;
  return prove(call, 'cae-claims-challenge', [
    ['challenge.error', call.challenge?.error ?? 'insufficient_claims'],
    ['challenge.claims', call.challenge?.claims],
    ['status', call.status],
  ]);
};
