import type { Rule } from '../case.ts';
import { answerProof, codeOf, isVaultAnswer, prove, suspect } from '../prove.ts';
import { objectOf } from './objectOf.ts';
import { saysRunning } from './recoverInProgress.ts';

export const softDeletedConflict: Rule = c => {
  const { subject } = c;
  const code = codeOf(c, ['ObjectIsDeletedButRecoverable']);
  const proofs = [['code', code] as const, ['object', objectOf(subject)] as const, ...answerProof(subject)];
  if (code !== undefined || /deleted but recoverable|already exists in deleted state/i.test(subject.message))
    return prove(subject, 'soft-deleted-conflict', proofs);
  // A conflict without a reason: the name is held, or something with it still runs.
  if (subject.status !== 409 || !isVaultAnswer(subject) || saysRunning(c)) return undefined;
  const restore = /\/restore(?:[?]|$)/i.test(subject.url ?? '');
  return suspect(
    subject,
    restore ? ['recover-in-progress', 'soft-deleted-conflict'] : ['soft-deleted-conflict', 'recover-in-progress'],
    proofs,
  );
};
