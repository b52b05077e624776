import type { Rule } from '../case.ts';
import { isVaultAnswer, prove, succeeded, suspect } from '../prove.ts';
import { challengeProof, onlyChallenge, wantsClaims } from './challengeSignals.ts';

/** The 401 that tells a client where to get its token, followed by success. */
export const benignChallenge: Rule = c => {
  const last = c.calls.at(-1);
  const first = c.calls.find(
    call => call.status === 401 && isVaultAnswer(call) && call.authorized !== true && !wantsClaims(call.challenge),
  );
  if (first === undefined || last === undefined || c.isUseless === true) return undefined;
  const wasRefused = c.source === 'trace' && !succeeded(c.subject);
  if (succeeded(last) && !wasRefused && last !== first) return prove(first, 'benign-challenge', challengeProof(first, c.calls));
  // A lone 401 for a call without a token is where every handshake begins, and where a client ends that gives up.
  const bare = !c.complete && (c.subject.codes.has('AKV10000') || onlyChallenge(first));
  return bare ? suspect(first, ['benign-challenge', 'missing-token'], challengeProof(first, c.calls)) : undefined;
};
