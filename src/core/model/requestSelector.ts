import type { TextSpan } from './textSpan.ts';

/** Which request of a `.kvhttp` text is meant. Spans and lines may lie anywhere in the request's block; lines count from 0. */
export type RequestSelector =
  | { readonly kind: 'span'; readonly span: TextSpan }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'first' };
