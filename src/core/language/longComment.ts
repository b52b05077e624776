import { trimmedPiece } from './piece.ts';
import { noProblems, type Problem, problemAt } from './problem.ts';
import type { Piece } from './syntax.ts';

/** Whether a comment that begins with this line ends in it. */
export function isWholeComment(line: string): boolean {
  return line.indexOf('*/', 2) > 0;
}

/**
 * What stands behind the end of a comment in its last line: a line is of one kind.
 * @param isFirst the comment begins in this line, too
 */
export function behindComment(text: string, last: Piece, isFirst: boolean): readonly Problem[] {
  const end = last.text.indexOf('*/', isFirst ? 2 : 0) + '*/'.length;
  const rest = trimmedPiece(text, last.start + end, last.end);
  if (rest.text === '') return noProblems;
  return [problemAt('text-after-comment', 'error', 'What stands behind a comment is not read. Put it on a line of its own.', rest)];
}
