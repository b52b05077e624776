import { el } from './el.ts';
import { t } from './translate.ts';

/** A value with the piece marked that the other one does not have: one slash at the end is easily overlooked. */
export function differing(value: string, other: string): HTMLElement {
  const { start, end } = span(value, other);
  // Texts with little in common are not read letter by letter.
  if (end <= start || (start === 0 && end === value.length)) return el('code', {}, value);
  return el('code', {}, value.slice(0, start), el('mark', { title: t('only here') }, value.slice(start, end)), value.slice(end));
}

function span(value: string, other: string): { readonly start: number; readonly end: number } {
  let start = 0;
  while (start < value.length && value[start] === other[start]) start++;
  let tail = 0;
  while (tail < value.length - start && tail < other.length - start && value.at(-1 - tail) === other.at(-1 - tail)) tail++;
  return { start, end: value.length - tail };
}
