import type { Rule } from '../case.ts';
import { isVaultAnswer, mayBeVault, prove, succeeded } from '../prove.ts';
import { hasServiceCode, reachesApi } from './pathSignals.ts';

export const malformedRequestPath: Rule = c => {
  const { subject } = c;
  if (!mayBeVault(subject) || subject.status === 401 || succeeded(subject)) return undefined;
  const name = /request URI contains an invalid name:\s*(\S+)/i.exec(subject.message)?.[1];
  if (name !== undefined)
    return prove(subject, 'malformed-request-path', [
      ['name', name],
      ['request.url', subject.url],
      ['status', subject.status],
    ]);
  const lost =
    isVaultAnswer(subject) && subject.status !== null && subject.status >= 400 && !reachesApi(subject) && !hasServiceCode(subject.codes);
  return lost
    ? prove(subject, 'malformed-request-path', [
        ['request.url', subject.url],
        ['status', subject.status],
        ['body', subject.isHtml ? 'HTML' : null],
      ])
    : undefined;
};
