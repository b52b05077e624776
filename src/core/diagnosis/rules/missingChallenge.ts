import { headerValue } from '../../model/headers.ts';
import type { Rule } from '../case.ts';
import { isVaultAnswer, prove } from '../prove.ts';

/** RFC 9110 section 15.5.2: a 401 must carry a challenge; without it no client knows where to ask. */
export const missingChallenge: Rule = c => {
  const { subject } = c;
  const bare =
    c.source === 'trace' &&
    isVaultAnswer(subject) &&
    subject.status === 401 &&
    !subject.isBroken &&
    subject.headers !== null &&
    headerValue(subject.headers, 'www-authenticate') === undefined;
  return bare
    ? prove(subject, 'http-missing-challenge', [
        ['status', 401],
        ['response.header www-authenticate', '(absent)'],
        ['request.host', subject.host],
      ])
    : undefined;
};
