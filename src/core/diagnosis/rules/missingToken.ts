import type { Rule } from '../case.ts';
import { codeOf, isVaultAnswer, prove } from '../prove.ts';
import { onlyChallenge } from './challengeSignals.ts';

/** A client that never follows the challenge. */
export const missingToken: Rule = c => {
  const { subject } = c;
  // A challenge that broke off on its way could not be followed: what broke it is the cause.
  // Where the flow stopped itself, the reason for that is the cause.
  if (subject.status !== 401 || subject.isBroken || c.blocked !== null) return undefined;
  const noToken =
    subject.codes.has('AKV10000') ||
    (subject.service === 'arm' && /missing.{0,20}Authorization|'Authorization' header is missing/i.test(subject.message));
  const proofs = [
    ['status', subject.status] as const,
    ['request.header authorization', subject.authorized === false ? '(absent)' : null] as const,
    ['code', codeOf(c, ['AKV10000'])] as const,
  ];
  const gaveUp = c.complete && isVaultAnswer(subject) && c.calls.every(call => call.status === 401 && isVaultAnswer(call));
  if (c.source === 'trace' && isVaultAnswer(subject) && subject.authorized === false) return prove(subject, 'missing-token', proofs);
  if (gaveUp && subject.authorized !== true && (noToken || onlyChallenge(subject)))
    return prove(subject, 'missing-token', proofs, 'likely');
  // A credential was sent, and the service saw none: wrong scheme, or something on the way took it off.
  if (noToken && subject.authorized === true) return prove(subject, 'missing-token', proofs, 'likely');
  return noToken && subject.service === 'arm' ? prove(subject, 'missing-token', proofs) : undefined;
};
