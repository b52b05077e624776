import type { TextSpan } from '../../model/textSpan.ts';
import type { EnvironmentFile } from './environment.ts';

const settingName = 'rest-client.environmentVariables';

/**
 * Where environments of a file define a variable: the spans of its name between the quotes. The file has environments at its top, or in
 * REST Client's setting. Comments are allowed; what is no JSON gives what can be found.
 */
export function environmentKeys({ path: file, text }: EnvironmentFile, variable: string): readonly TextSpan[] {
  const isSettings = /(?:^|[\\/])settings\.json$/.test(file) || text.includes(`"${settingName}"`);
  const found: TextSpan[] = [];
  const path: string[] = [];
  /** The last string read, until a `:` makes a key of it or something else comes. */
  let word: TextSpan | undefined;
  for (const { kind, start, end } of tokensOf(text)) {
    if (kind === 'string') word = { start: start + 1, end: end - 1 };
    else if (kind === 'colon' && word !== undefined) {
      const name = text.slice(word.start, word.end);
      const isPlace = isSettings ? path.length === 3 && path[0] === settingName : path.length === 2;
      if (isPlace && name === variable) found.push(word);
      path[path.length - 1] = name;
      word = undefined;
    } else if (kind === 'open') path.push('');
    else if (kind === 'close') path.pop();
  }
  return found;
}

interface Token extends TextSpan {
  readonly kind: 'string' | 'colon' | 'open' | 'close';
}

/** What is never closed is one token too: no text is read more than twice. */
const form = /\/\/[^\r\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|"(?:[^"\\\r\n]|\\[^\r\n])*(?:"|\\?(?=[\r\n]|$))|[:{}[\]]/g;

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(form)].flatMap(match => {
    const [written] = match;
    const kind = kindOf(written);
    return kind === undefined ? [] : [{ kind, start: match.index, end: match.index + written.length }];
  });
}

function kindOf(written: string): Token['kind'] | undefined {
  if (written.startsWith('"')) return 'string';
  if (written === ':') return 'colon';
  if (written === '{' || written === '[') return 'open';
  return written === '}' || written === ']' ? 'close' : undefined;
}
