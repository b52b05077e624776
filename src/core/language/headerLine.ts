import { nameWithoutColon } from './nameWithoutColon.ts';
import { hasControlCharacter, trimmedPiece } from './piece.ts';
import { noProblems, type Problem, problemAt } from './problem.ts';
import { isPlainRequestLine } from './requestLine.ts';
import type { HeaderLine, Piece } from './syntax.ts';

/** Names that RFC 9110 section 5.1 allows; a name may also be made of variables. */
const headerName = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]|\{\{[^{}]*\}\})+$/;

/** `header` is undefined where the line is none; then a problem of severity error says why, and `guess` what was meant most likely. */
export interface ReadHeaderLine {
  readonly header: HeaderLine | undefined;
  readonly guess: 'header' | 'word' | 'body';
  readonly problems: readonly Problem[];
}

/** Reads a line of the header section. */
export function readHeaderLine(text: string, lineStart: number, whole: Piece, line: number): ReadHeaderLine {
  const colon = whole.text.indexOf(':', endOfVariables(whole.text));
  if (isPlainRequestLine(whole.text)) return broken('header', missingSeparator(whole));
  if (colon < 0) {
    return broken(
      guessWithoutColon(whole.text),
      problemAt(
        'header-without-colon',
        'error',
        `Missing colon or missing blank line: a header is "Name: value", and a blank line stands before the body.`,
        whole,
      ),
    );
  }
  const name = trimmedPiece(text, whole.start, whole.start + colon);
  if (!headerName.test(name.text)) {
    return broken(
      /^[A-Za-z]/.test(name.text) ? 'header' : 'body',
      problemAt(
        'header-name',
        'error',
        `"${name.text.slice(0, 60)}" cannot be a header's name: letters, digits and "-" only. If this is the body, put a blank line before it.`,
        name.text === '' ? whole : name,
      ),
    );
  }
  const value = trimmedPiece(text, whole.start + colon + 1, whole.end);
  const problems = valueProblems(value, lineStart, whole);
  const header = { name, value, line, start: whole.start, end: whole.end };
  return { header, guess: 'header', problems: isGraphql(name.text, value.text) ? [...problems, graphql(whole)] : problems };
}

function isGraphql(name: string, value: string): boolean {
  return name.length === 'x-request-type'.length && name.toLowerCase() === 'x-request-type' && /^graphql$/i.test(value);
}

function graphql(whole: Piece): Problem {
  const message = 'The body is sent as it stands: REST Client would make a GraphQL request of it.';
  return problemAt('not-supported', 'hint', message, whole);
}

/** A name may hold `{{a:b}}`: the colon is looked for behind a variable that begins the line. */
function endOfVariables(line: string): number {
  if (!line.startsWith('{{')) return 0;
  const close = line.indexOf('}}');
  return close < 0 ? 0 : close + 2;
}

export function missingSeparator(whole: Piece): Problem {
  return problemAt('missing-separator', 'error', 'A second request begins here without a separator. Put a line "###" before it.', whole);
}

/** In the body of a request that has one this may be meant: it is sent, and told. */
export function maybeMissingSeparator(whole: Piece): Problem {
  const message = 'This line is sent as a part of the body. If a second request begins here, put a line "###" before it.';
  return problemAt('missing-separator', 'warning', message, whole);
}

function valueProblems(value: Piece, lineStart: number, whole: Piece): readonly Problem[] {
  if (whole.start === lineStart && !value.text.endsWith(',') && !hasControlCharacter(value.text)) return noProblems;
  const problems: Problem[] = [];
  if (whole.start > lineStart) {
    problems.push(problemAt('header-indented', 'hint', 'Read as a header. Remove the indentation to make that plain.', whole));
  }
  if (hasControlCharacter(value.text)) {
    problems.push(problemAt('header-value', 'error', 'A header cannot hold control characters. Delete them.', value));
  }
  if (value.text.endsWith(',')) {
    const message = 'The comma at the end is sent as written; httpYac would drop it. Delete it if it is not meant.';
    problems.push(problemAt('header-trailing-comma', 'hint', message, value));
  }
  return problems;
}

function broken(guess: ReadHeaderLine['guess'], problem: Problem): ReadHeaderLine {
  return { header: undefined, guess, problems: [problem] };
}

/** A word alone can be the beginning of a header that is being typed: what follows it is read as before. */
function guessWithoutColon(line: string): ReadHeaderLine['guess'] {
  if (nameWithoutColon(line) !== undefined) return 'header';
  return /^[A-Za-z][\w-]*$/.test(line) ? 'word' : 'body';
}
