import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

/** The author insisted on the cache (`@token cached`): the vault refused nothing. */
export const noCachedToken: Rule = c =>
  c.blocked?.code === 'no-cached-token' ? prove(c.subject, 'no-cached-token', [['message', c.blocked.message]]) : undefined;
