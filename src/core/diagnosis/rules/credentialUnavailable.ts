import type { BlockCode } from '../../model/trace.ts';
import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

const codes: ReadonlySet<BlockCode> = new Set(['credential-missing', 'credential-failed', 'secret-missing']);

/** A token was wanted, and its source could not give one; what it said may let a better rule speak before. */
export const credentialUnavailable: Rule = c =>
  c.blocked !== null && codes.has(c.blocked.code)
    ? prove(c.subject, 'credential-unavailable', [
        ['code', c.blocked.code],
        ['message', c.blocked.message.slice(0, 300)],
      ])
    : undefined;
