import { trimmedPiece } from './piece.ts';
import type { Problem } from './problem.ts';
import type { Definition } from './syntax.ts';

const form = /^@([^\s=:]+)\s*(:?=)/;

/** Reads `@name = value` (also `:=`); anything else that begins with `@` is no definition, and a problem says what to write. */
export function readDefinition(
  text: string,
  start: number,
  end: number,
  line: number,
): { readonly definition: Definition | undefined; readonly problems: readonly Problem[] } {
  const whole = trimmedPiece(text, start, end);
  const span = { start: whole.start, end: whole.end };
  const match = form.exec(whole.text);
  const name = match?.[1];
  if (match === null || name === undefined || name.startsWith('global.')) {
    const message =
      name === undefined
        ? 'This defines no variable. Write "@name = value".'
        : `Variables belong to their file here: "${name}" is not defined. Write "@name = value", or put it into the setting kvhttp.environments.`;
    return { definition: undefined, problems: [{ code: 'definition', severity: 'warning', message, span }] };
  }
  const value = trimmedPiece(text, whole.start + match[0].length, whole.end);
  const problems: Problem[] = [];
  if (/^(["'`]).*\1$/.test(value.text) && value.text.length > 1) {
    problems.push({
      code: 'quoted-value',
      severity: 'hint',
      message: 'The quotes are part of the value. Remove them if they are not meant.',
      span: { start: value.start, end: value.end },
    });
  }
  const nameStart = whole.start + 1;
  return { definition: { name: { start: nameStart, end: nameStart + name.length, text: name }, value, line, ...span }, problems };
}
