import { headerValue } from '../../model/headers.ts';
import type { Rule } from '../case.ts';
import { prove } from '../prove.ts';

export const redirectAnswer: Rule = c => {
  const { subject } = c;
  if (c.source !== 'trace' || subject.status === null || ![301, 302, 303, 307, 308].includes(subject.status)) return undefined;
  const location = subject.headers === null ? undefined : headerValue(subject.headers, 'location');
  return prove(subject, 'http-redirect', [
    ['status', subject.status],
    ['response.header location', location],
  ]);
};
