import { classifyAudience } from '../../token/judgeAudience.ts';
import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';
import { refusedAudience } from './refusedAudience.ts';

/** Azure Resource Manager names the audience that it refused. */
export const vaultTokenAtArm: Rule = c => {
  const judged = refusedAudience(c, 'vault-token-at-arm');
  if (judged !== undefined) return judged;
  const named = /wrong audience or resource '([^']+)'/i.exec(c.subject.message)?.[1];
  if (!c.subject.codes.has('InvalidAuthenticationTokenAudience') || named === undefined) return undefined;
  const kind = classifyAudience(named).kind;
  if (kind !== 'vault' && kind !== 'hsm' && kind !== 'vault-host' && kind !== 'vault-app-id') return undefined;
  return prove(c.subject, 'vault-token-at-arm', [
    ['token.aud', named],
    ['code', 'InvalidAuthenticationTokenAudience'],
  ]);
};
