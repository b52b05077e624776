import type { Rule } from '../case.ts';
import { answerProof, codeOf, prove } from '../prove.ts';
import { isPrivateLinkApproval } from './privateLinkSignals.ts';

/** The refused call managed a resource or the directory; the vault itself was not asked. */
export const controlPlaneDenied: Rule = c => {
  const { service, status, codes } = c.subject;
  const directory = codes.has('Authorization_RequestDenied');
  const arm = codes.has('AuthorizationFailed') || codes.has('LinkedAuthorizationFailed');
  if (isPrivateLinkApproval(c) || codes.has('ForbiddenByRbac')) return undefined;
  const bare = service === 'arm' && status === 403;
  if (!directory && !arm && !bare) return undefined;
  const action = /perform action '([^']+)'/i.exec(c.subject.message)?.[1];
  return prove(
    c.subject,
    'control-plane-denied',
    [
      ['code', codeOf(c, ['Authorization_RequestDenied', 'AuthorizationFailed', 'LinkedAuthorizationFailed'])],
      ['action', action],
      ...answerProof(c.subject),
    ],
    directory || arm ? 'proven' : 'likely',
  );
};
