import { assertNever } from '../model/assertNever.ts';
import type { CopiedChunk, HiddenValue } from './copiedBody.ts';

/** A body for a POSIX shell: what has to succeed first, and one word that is the whole text. */
export interface ShellBody {
  readonly before: readonly string[];
  readonly word: string;
}

/**
 * A shell cannot write JSON or a form by itself, so jq does. Each value is made before the command: inside a word, a failure
 * would be an empty text.
 */
export function shellBody(body: readonly CopiedChunk[]): ShellBody {
  const before: string[] = [];
  const words = body.flatMap(chunk => {
    if (chunk.kind === 'text') return chunk.pieces.map(piece => (typeof piece === 'string' ? quoted(piece) : hiddenWord(piece, before)));
    const name = `part_${before.length + 1}`;
    before.push(`${name}=$(cat -- ${quoted(chunk.path)})`);
    return [`"$${name}"`];
  });
  return { before, word: words.join('') };
}

function hiddenWord({ variable, form }: HiddenValue, before: string[]): string {
  if (form === 'text') return `"\${${variable}?is not set}"`;
  before.push(`${variable.toLowerCase()}=$(jq -rn '$ENV.${variable} // error("${variable} is not set") | ${jqFilter(form)}')`);
  return `"$${variable.toLowerCase()}"`;
}

function jqFilter(form: Exclude<HiddenValue['form'], 'text'>): string {
  switch (form) {
    case 'json':
      return 'tojson[1:-1]';
    case 'form':
      return '@uri';
    default:
      return assertNever(form);
  }
}

/** A command behind what has to succeed first. */
export function afterAll(before: readonly string[], command: string): string {
  return [...before, command].join(' &&\n');
}

/** A word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
