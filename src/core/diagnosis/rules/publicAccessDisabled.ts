import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { isPublicThoughPrivate, networkProof } from './networkSignals.ts';
import { isPublicAccessOff } from './privateLinkSignals.ts';

export const publicAccessDisabled: Rule = c => {
  if (!isPublicAccessOff(c) || isPublicThoughPrivate(c)) return undefined;
  return prove(c.subject, 'public-access-disabled', networkProof(c));
};
