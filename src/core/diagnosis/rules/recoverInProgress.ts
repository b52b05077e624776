import type { Case, Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';
import { objectOf } from './objectOf.ts';

export const recoverInProgress: Rule = c => {
  if (!saysRunning(c)) return undefined;
  return prove(c.subject, 'recover-in-progress', [
    ['code', codeOf(c, running)],
    ['object', objectOf(c.subject)],
    ...answerProof(c.subject),
  ]);
};

const running = ['ObjectIsBeingRecovered', 'ObjectIsBeingDeleted', 'ObjectIsBeingPurged'];

export const saysRunning = (c: Case): boolean =>
  codeOf(c, running) !== undefined || (c.subject.status === 409 && /currently being (?:recovered|deleted|purged)/i.test(c.subject.message));
