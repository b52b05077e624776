import { withoutCarets } from './withoutCarets.ts';

/** The words of a command line. `$NAME` that a shell would fill in has become `{{$processEnv NAME}}`. `notes` says what is left of a shell. */
export type ShellWords =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly notes: readonly string[] }
  | { readonly kind: 'problem'; readonly message: string };

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v', '0': '\0' };

/** Where the command ends: a pipe, a redirect, the next command. `<name>` is a placeholder of a document. */
const behindWord = /^(?:[|;&](?=\s|$)|\|\||&&)/;
const inFrontOfWord = /^(?!<[^\s<>]*>)(?:[|;&]|\d?[<>])/;

/**
 * Splits a command line as a POSIX shell does: quotes, `$'…'`, backslashes, line continuations (also `^` of cmd.exe and the backtick of
 * PowerShell). Literal double braces are escaped, so that they stay text in a request file.
 */
export function shellWords(text: string): ShellWords {
  const plain = withoutCarets(text);
  return new ShellReader(plain ?? text, plain === undefined).read();
}

class ShellReader {
  readonly #text: string;
  /** cmd.exe has no `$NAME`. */
  readonly #hasVariables: boolean;
  readonly #words: string[] = [];
  readonly #notes = new Set<string>();
  #word: string | undefined;

  constructor(text: string, hasVariables: boolean) {
    this.#text = text;
    this.#hasVariables = hasVariables;
  }

  read(): ShellWords {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      const rest = text.slice(at, at + 40);
      const skipped = /^[\\^`][ \t]*(?:\r\n|\n|\r)/.exec(rest)?.[0].length ?? 0;
      const end = (this.#word === undefined ? inFrontOfWord : behindWord).exec(rest)?.[0];
      if (skipped > 0) at += skipped;
      else if (end !== undefined) {
        this.#notes.add(`What stands behind "${end}" is no part of the cURL command and was left out.`);
        break;
      } else if (/\s/.test(rest[0] ?? '')) {
        this.#endWord();
        at++;
      } else {
        const next = this.#part(at);
        if (typeof next !== 'number') return next;
        at = next;
      }
    }
    this.#endWord();
    return { kind: 'words', words: this.#words, notes: [...this.#notes] };
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
      this.#add(escapeBraces(isAnsi ? unescapeAnsi(inside) : inside));
      return end + 1;
    }
    if (char === '"') {
      const end = closing(text, at + 1, '"', true);
      if (end < 0) return unclosed('"');
      this.#add(this.#filled(text.slice(at + 1, end)));
      return end + 1;
    }
    if (char === '\\' || char === '^') {
      this.#add(escapeBraces(text[at + 1] ?? ''));
      return at + 2;
    }
    const plain = /^[^\s'"\\^$`|;&]+|^\$(?:\{[^{}\s]*\}|\(|\w*)|^[|;&`]/.exec(text.slice(at, at + 4_000))?.[0] ?? char;
    this.#add(plain.startsWith('$') ? this.#filled(plain) : escapeBraces(plain));
    return at + plain.length;
  }

  #add(more: string): void {
    this.#word = (this.#word ?? '') + more;
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #filled(text: string): string {
    if (this.#hasVariables && /(?:^|[^\\])(?:\$\(|\$\{\w*[^\w}]|`[^`]+`)/.test(text))
      this.#notes.add('A part that the shell would run or work out stands as text now: put its result there.');
    return withVariables(text, this.#hasVariables);
  }
}

function unclosed(quote: string): ShellWords {
  return { kind: 'problem', message: `A quote (${quote}) is never closed. Copy the whole command.` };
}

function closing(text: string, from: number, quote: string, hasEscapes: boolean): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (hasEscapes && text[at] === '\\') at++;
  }
  return -1;
}

/** Inside double quotes a backslash escapes only what would mean something there. */
function withVariables(text: string, hasVariables: boolean): string {
  return text.replace(/\\(\r\n|[\s\S])|\$\{(\w+)\}|\$(\w+)|\{{2,}/g, (whole, escaped?: string, braced?: string, bare?: string) => {
    if (whole.startsWith('{{')) return escapeBraces(whole);
    if (escaped === undefined) return hasVariables ? `{{$processEnv ${braced ?? bare ?? ''}}}` : whole;
    if (/[\r\n]/.test(escaped)) return '';
    return '$`"\\'.includes(escaped) ? escaped : whole;
  });
}

/** An odd brace stands in front: behind `\{\{` it would open a variable with the second one. */
function escapeBraces(text: string): string {
  return text.replace(/\{{2,}/g, ({ length }) => `${length % 2 === 0 ? '' : '{'}${'\\{\\{'.repeat(length >> 1)}`);
}

function unescapeAnsi(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2})|([\s\S]))/g, (_, unicode?: string, hex?: string, char?: string) => {
    if (unicode !== undefined || hex !== undefined) return String.fromCharCode(Number.parseInt(unicode ?? hex ?? '0', 16));
    return escapes[char ?? ''] ?? char ?? '';
  });
}
