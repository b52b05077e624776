import type { Rule } from '../case.ts';
import { type Proof, prove } from '../prove.ts';
import { jsonFieldsOf } from './jsonFieldsOf.ts';

/** The token endpoint says that all is well (2xx, JSON), and gives an error or nothing that can be sent as a Bearer token (RFC 6749 section 5.1). */
export const tokenAnswerUnusable: Rule = c => {
  const { subject } = c;
  if (c.isUseless !== true || subject.isHtml || (subject.service !== 'entra' && subject.service !== 'identity')) return undefined;
  const fields = jsonFieldsOf(subject.message);
  const refusal: readonly Proof[] = [
    ['code', [...subject.codes][0]],
    ['message', subject.message.slice(0, 300)],
  ];
  const leftover: readonly Proof[] = [
    ['token_type', typeof fields?.['token_type'] === 'string' ? fields['token_type'] : null],
    ['fields', Object.keys(fields ?? {}).join(', ')],
  ];
  if (subject.codes.size === 0 && fields === undefined) return undefined;
  return prove(subject, 'token-answer-unusable', [
    ['status', subject.status],
    ['request.host', subject.host],
    ...(subject.codes.size > 0 ? refusal : leftover),
  ]);
};
