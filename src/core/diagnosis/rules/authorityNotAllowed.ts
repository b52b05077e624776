import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

/** The flow stopped before a token call: the challenge, a setting or a variable names a host that no credential may go to. */
export const authorityNotAllowed: Rule = c =>
  c.blocked?.code === 'authority-not-allowed'
    ? prove(c.subject, 'authority-not-allowed', [
        ['challenge.authority', c.challenge?.authority],
        ['message', c.blocked.message.slice(0, 300)],
      ])
    : undefined;
