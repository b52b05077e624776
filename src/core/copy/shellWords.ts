/** The words of a command line. `$NAME` that a shell would fill in has become `{{$processEnv NAME}}`. */
export type ShellWords =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'problem'; readonly message: string };

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v', '0': '\0' };

/**
 * Splits a command line as a POSIX shell does: quotes, `$'…'`, backslashes, line continuations (also `^` and the backtick of the Windows
 * shells). Literal double braces are escaped, so that they stay text in a request file.
 */
export function shellWords(text: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  const add = (more: string) => {
    word = (word ?? '') + more;
  };
  const literally = (more: string) => add(escapeBraces(more));
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    const skipped = /^[\\^`][ \t]*(?:\r\n|\n|\r)/.exec(text.slice(at, at + 40))?.[0].length ?? 0;
    if (skipped > 0) at += skipped;
    else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at++;
    } else if (char === "'" || text.startsWith("$'", at)) {
      const isAnsi = char === '$';
      const end = closing(text, at + (isAnsi ? 2 : 1), "'", isAnsi);
      if (end < 0) return unclosed("'");
      const inside = text.slice(at + (isAnsi ? 2 : 1), end);
      literally(isAnsi ? unescapeAnsi(inside) : inside);
      at = end + 1;
    } else if (char === '"') {
      const end = closing(text, at + 1, '"', true);
      if (end < 0) return unclosed('"');
      add(withVariables(text.slice(at + 1, end)));
      at = end + 1;
    } else if (char === '\\' || char === '^') {
      literally(text[at + 1] ?? '');
      at += 2;
    } else {
      const plain = /^[^\s'"\\^$`]+|^\$\{?\w*\}?|^`/.exec(text.slice(at, at + 4_000))?.[0] ?? char;
      add(plain.startsWith('$') ? withVariables(plain) : escapeBraces(plain));
      at += plain.length;
    }
  }
  if (word !== undefined) words.push(word);
  return { kind: 'words', words };
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
function withVariables(text: string): string {
  return text.replace(/\\(\r\n|[\s\S])|\$\{(\w+)\}|\$(\w+)|\{{2,}/g, (whole, escaped?: string, braced?: string, bare?: string) => {
    if (whole.startsWith('{{')) return escapeBraces(whole);
    if (escaped === undefined) return `{{$processEnv ${braced ?? bare ?? ''}}}`;
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
