import type { TextSpan } from '../model/textSpan.ts';
import { trimmedPiece } from './piece.ts';
import { noProblems, type Problem, problemAt } from './problem.ts';
import type { Piece } from './syntax.ts';

export interface ReadSeparator {
  readonly hashes: TextSpan;
  readonly title: Piece | null;
  readonly name: Piece | null;
  readonly problems: readonly Problem[];
}

/** Hashes that are no separator, because white space stands before them. */
export function indentedSeparator(line: Piece, lineStart: number): readonly Problem[] {
  if (!line.text.startsWith('###') || line.start === lineStart) return noProblems;
  return [problemAt('indented-separator', 'warning', 'A separator begins at the start of the line. Remove the indentation.', line)];
}

/** Reads `### title`. The title is also the name of the request that has no `@name`; `### @name x` names it x. */
export function readSeparator(text: string, start: number, end: number): ReadSeparator {
  let hash = start;
  while (hash < end && text.charCodeAt(hash) === 35) hash++;
  const hashes = { start, end: hash };
  const title = trimmedPiece(text, hash, end);
  if (title.text === '') return { hashes, title: null, name: null, problems: noProblems };
  const named = /^@name(?:\s+|\s*=\s*)(?=\S)/.exec(title.text);
  if (named === null) return { hashes, title, name: title, problems: noProblems };
  const name = trimmedPiece(text, title.start + named[0].length, title.end);
  const message = `Put the name on a line of its own: "# @name ${name.text.slice(0, 60)}". Other clients do not read it here.`;
  return { hashes, title: null, name, problems: [problemAt('name-in-separator', 'hint', message, title)] };
}
