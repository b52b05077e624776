import type { TextSpan } from '../model/textSpan.ts';

/** The line in which a place of a text lies, with its line break. */
export function lineAround(text: string, offset: number): TextSpan {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const breakAt = /\r\n|\r|\n/.exec(text.slice(offset));
  return { start, end: breakAt === null ? text.length : offset + breakAt.index + breakAt[0].length };
}
