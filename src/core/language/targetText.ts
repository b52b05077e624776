import type { RequestLine } from './syntax.ts';

/** The target of a request as it stands in the text. Nearly always it is one line, and asked for in all requests after each edit. */
export function targetText({ target }: Pick<RequestLine, 'target'>): string {
  const [first] = target;
  return first !== undefined && target.length === 1 ? first.text : target.map(({ text }) => text).join('');
}
