import type { Rule } from '../case.ts';
import { isVaultAnswer, prove, succeeded } from '../prove.ts';
import { jsonFieldsOf } from './jsonFieldsOf.ts';

export const notJsonAnswer: Rule = c => {
  const { subject } = c;
  const isPage = (subject.service === 'entra' || isVaultAnswer(subject)) && succeeded(subject) && subject.isHtml;
  // A token endpoint's 2xx that holds no data at all.
  const isEmpty = c.isUseless === true && subject.codes.size === 0 && jsonFieldsOf(subject.message) === undefined;
  const odd = c.source === 'trace' && (isPage || isEmpty);
  return odd
    ? prove(subject, 'http-not-json', [
        ['status', subject.status],
        ['request.host', subject.host],
      ])
    : undefined;
};
