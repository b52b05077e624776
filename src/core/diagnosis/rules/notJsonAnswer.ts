import type { Rule } from '../case.ts';
import { isVaultAnswer, prove, succeeded } from '../prove.ts';

export const notJsonAnswer: Rule = c => {
  const { subject } = c;
  const odd = c.source === 'trace' && (subject.service === 'entra' || isVaultAnswer(subject)) && succeeded(subject) && subject.isHtml;
  return odd
    ? prove(subject, 'http-not-json', [
        ['status', subject.status],
        ['request.host', subject.host],
      ])
    : undefined;
};
