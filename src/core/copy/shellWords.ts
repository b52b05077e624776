import { powerShellWords } from './powerShellWords.ts';
import { unescapeAnsi } from './unescapeAnsi.ts';
import { withoutCarets } from './withoutCarets.ts';
import { type ShellWords, shellWorkNote, unclosed, WordList } from './wordList.ts';

/**
 * Splits a command line as a shell does: a POSIX one with its quotes, `$'…'`, backslashes and line continuations, cmd.exe with its carets,
 * PowerShell with its backticks. Literal double braces are escaped, so that they stay text in a request file.
 */
export function shellWords(text: string): ShellWords {
  const plain = withoutCarets(text);
  if (plain !== undefined) return new ShellReader(plain, false).read();
  return powerShellWords(text) ?? new ShellReader(text, true).read();
}

class ShellReader {
  readonly #text: string;
  /** cmd.exe has no `$NAME`. */
  readonly #hasVariables: boolean;
  readonly #list = new WordList();

  constructor(text: string, hasVariables: boolean) {
    this.#text = text;
    this.#hasVariables = hasVariables;
  }

  read(): ShellWords {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      const rest = text.slice(at, at + 40);
      const skipped = /^[\\^`][ \t]*(?:\r\n|\n|\r)/.exec(rest)?.[0].length ?? 0;
      if (skipped > 0) at += skipped;
      else if (this.#list.endsBefore(rest)) break;
      else if (/\s/.test(rest[0] ?? '')) {
        this.#list.endWord();
        at++;
      } else {
        const next = this.#part(at);
        if (typeof next !== 'number') return next;
        at = next;
      }
    }
    return this.#list.result();
  }

  /** Reads quotes, an escape or plain text; where the next part begins. */
  #part(at: number): number | ShellWords {
    const text = this.#text;
    const char = text[at] ?? '';
    if (char === "'" || (this.#hasVariables && text.startsWith("$'", at))) {
      const isAnsi = char === '$';
      const from = at + (isAnsi ? 2 : 1);
      const end = closing(text, from, "'", isAnsi);
      if (end < 0) return unclosed("'");
      const inside = text.slice(from, end);
      this.#list.addText(isAnsi ? unescapeAnsi(inside) : inside);
      return end + 1;
    }
    if (char === '"') {
      const end = closing(text, at + 1, '"', true);
      if (end < 0) return unclosed('"');
      this.#addFilled(text.slice(at + 1, end));
      return end + 1;
    }
    if (char === '\\' || char === '^') {
      this.#list.addText(text[at + 1] ?? '');
      return at + 2;
    }
    const plain = /^[^\s'"\\^$`|;&]+|^\$(?:\{[^{}\s]*\}|\(|\w*)|^[|;&`]/.exec(text.slice(at, at + 4_000))?.[0] ?? char;
    if (plain.startsWith('$')) this.#addFilled(plain);
    else this.#list.addText(plain);
    return at + plain.length;
  }

  /** Inside double quotes a backslash escapes only what would mean something there. */
  #addFilled(text: string): void {
    if (this.#hasVariables && /(?:^|[^\\])(?:\$\(|\$\{\w*[^\w}]|`[^`]+`)/.test(text)) this.#list.note(shellWorkNote);
    let from = 0;
    let plain = '';
    for (const { 0: whole, 1: escaped, 2: braced, 3: bare, index } of text.matchAll(special)) {
      plain += text.slice(from, index);
      from = index + whole.length;
      if (escaped !== undefined) plain += /[\r\n]/.test(escaped) ? '' : '$`"\\'.includes(escaped) ? escaped : whole;
      else if (this.#hasVariables) {
        this.#list.addText(plain);
        this.#list.addVariable(braced ?? bare ?? '');
        plain = '';
      } else plain += whole;
    }
    this.#list.addText(plain + text.slice(from));
  }
}

/** An escape or a variable. */
const special = /\\(\r\n|[\s\S])|\$\{(\w+)\}|\$(\w+)/g;

function closing(text: string, from: number, quote: string, hasEscapes: boolean): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (hasEscapes && text[at] === '\\') at++;
  }
  return -1;
}
