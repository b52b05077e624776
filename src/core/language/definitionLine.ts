import { trimmedPiece } from './piece.ts';
import { noProblems, type Problem, problemAt } from './problem.ts';
import type { Definition, Piece } from './syntax.ts';

const form = /^@([^\s=:]+)\s*(:?=)/;

/** Reads `@name = value` (also `:=`); anything else that begins with `@` is no definition, and a problem says what to write. */
export function readDefinition(
  text: string,
  whole: Piece,
  line: number,
): { readonly definition: Definition | undefined; readonly problems: readonly Problem[] } {
  const match = form.exec(whole.text);
  const name = match?.[1];
  if (match === null || name === undefined || name.startsWith('global.')) {
    const message =
      name === undefined
        ? 'This defines no variable. Write "@name = value".'
        : `Variables belong to their file here: "${name}" is not defined. Write "@name = value", or put it into the setting kvhttp.environments.`;
    return {
      definition: undefined,
      problems: [problemAt('definition', 'warning', message, whole)],
    };
  }
  const value = trimmedPiece(text, whole.start + match[0].length, whole.end);
  const nameStart = whole.start + 1;
  return {
    definition: { name: { start: nameStart, end: nameStart + name.length, text: name }, value, line, start: whole.start, end: whole.end },
    problems: isQuoted(value.text) ? [quotedValue(value)] : noProblems,
  };
}

function isQuoted(value: string): boolean {
  const first = value[0];
  return value.length > 1 && (first === '"' || first === "'" || first === '`') && value.endsWith(first);
}

function quotedValue(value: Piece): Problem {
  const message = 'The quotes are part of the value. Remove them if they are not meant.';
  return problemAt('quoted-value', 'hint', message, value);
}
