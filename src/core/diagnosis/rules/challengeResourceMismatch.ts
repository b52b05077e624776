import { hostOfUrl } from '../../token/hostOfUrl.ts';
import type { Case, Rule } from '../case.ts';
import type { Proof } from '../prove.ts';
import { answerProof, prove } from '../prove.ts';

export const challengeResourceMismatch: Rule = c => {
  if (c.blocked?.code === 'challenge-resource-mismatch') return prove(c.subject, 'challenge-resource-mismatch', mismatchProof(c));
  if (saysMismatch.test(c.subject.message)) return prove(c.subject, 'challenge-resource-mismatch', answerProof(c.subject));
  const { challenge, host, service } = c.subject;
  const resource = challenge?.resource ? hostOfUrl(challenge.resource) : undefined;
  if (c.subject.status !== 401 || resource === undefined || host === null || service === 'arm') return undefined;
  // The SDKs ask that the called host ends in "." + the resource's host.
  if (host === resource || host.endsWith(`.${resource}`)) return undefined;
  return prove(c.subject, 'challenge-resource-mismatch', mismatchProof(c));
};

const saysMismatch = /challenge resource .{0,300}(?:does ?n.t|does not) match the requested domain/i;

const mismatchProof = (c: Case): readonly Proof[] => [
  ['challenge.resource', c.subject.challenge?.resource ?? c.challenge?.resource],
  ['request.host', c.subject.host],
];
