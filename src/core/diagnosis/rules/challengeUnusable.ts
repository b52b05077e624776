import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { challengeProof } from './challengeSignals.ts';

/** The flow stopped at a challenge without a tenant, or with a resource that is no URL (vectors 14-22). */
export const challengeUnusable: Rule = c =>
  c.blocked?.code === 'challenge-unusable'
    ? prove(c.subject, 'challenge-unusable', [...challengeProof(c.subject, c.calls), ['message', c.blocked.message.slice(0, 300)]])
    : undefined;
