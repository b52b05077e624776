import { serviceCauses } from '../../model/causes.ts';
import { assertionOperators } from '../assertionLine.ts';
import type { Offer } from './completeAt.ts';
import { type CompletionEntry, entry } from './completionEntry.ts';

export const assertionLefts: readonly (readonly [left: string, summary: string])[] = [
  ['status', 'status of the answer'],
  ['calls', 'statuses in order, "token" for an issued token: 401 token 200'],
  ['cause', 'slug of the first finding, or none'],
  ['verdict', 'expected, failure or unknown'],
  ['body.value', 'a field of the JSON answer'],
  ['body', 'the answer as text'],
  ['header ', 'a header of the answer'],
  ['duration', 'milliseconds'],
  ['token.aud', 'audience of the token; other claims likewise'],
  ['challenge.resource', 'what the challenge asks for'],
  ['challenge.authority', 'where the challenge sends for a token'],
  ['challenge.tenant', 'tenant of the challenge'],
  ['calls[0].status', 'a field of one call, from 0'],
];

const headers = ['content-type', 'www-authenticate', 'x-ms-request-id', 'x-ms-keyvault-region', 'retry-after'];

const rights: Readonly<Record<string, readonly string[]>> = {
  status: ['200', '201', '204', '400', '401', '403', '404', '409', '429'],
  calls: ['401 token 200', 'token 200', '200', '401', '401 token 403', '401 token 401', 'token:400'],
  cause: ['none', ...serviceCauses],
  verdict: ['expected', 'failure', 'unknown'],
  'token.aud': ['https://vault.azure.net'],
  'challenge.resource': ['https://vault.azure.net', 'https://managedhsm.azure.net'],
  duration: ['1000'],
};

/** The words of a `??` line; `typed` is all behind the question marks. */
export function assertionEntries(typed: string): Offer {
  const header = /^(?:calls\[\d+\]\.)?header\s+(\S*)$/.exec(typed);
  if (header !== null) return { typed: header[1]?.length ?? 0, entries: values(headers, 'header') };
  const right = /^(.*?)\s+(==|!=|<=|>=|<|>|contains|startsWith|matches)\s+(.*)$/.exec(typed);
  if (right !== null) return { typed: right[3]?.length ?? 0, entries: values(rights[right[1] ?? ''] ?? [], right[1] ?? '') };
  const operator = /^(?:(?:calls\[\d+\]\.)?header\s+\S+|\S+)\s+(\S*)$/.exec(typed);
  if (operator !== null) return { typed: operator[1]?.length ?? 0, entries: values(assertionOperators, 'operator') };
  return { typed: typed.length, entries: assertionLefts.map(([left, summary]) => entry('value', left, summary)) };
}

function values(texts: readonly string[], detail: string): readonly CompletionEntry[] {
  return texts.map(text => entry('value', text, detail));
}
