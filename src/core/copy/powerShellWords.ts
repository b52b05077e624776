import { type ShellWords, shellWorkNote, unclosed, WordList } from './wordList.ts';

/** A backtick at the end of a line, one before the first quote that it escapes, or a variable of the environment. */
const written = /\s`[ \t]*(?:\r\n|\r|\n)|^[^`]*`"|\$(?:env:|\{env:)[A-Za-z_]/i;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v', '0': '\0' };

/** What means something in double quotes: an escape, a doubled quote, a variable, a part to be run. */
const special = /`(\r\n|[\s\S])|""|\$\{(?:env:)?(\w+)\}|\$(?:env:)?(\w+)|\$\(/gi;

/** A backslash at the end of a line: a POSIX shell. */
const writtenForPosix = /\\(?:\r\n|\r|\n)/;

/** The words of a command line of PowerShell, undefined where it was not written for it. The backtick escapes there, the backslash is text. */
export function powerShellWords(text: string): ShellWords | undefined {
  if (!written.test(text) || writtenForPosix.test(text)) return undefined;
  const list = new WordList();
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 40);
    const skipped = /^`[ \t]*(?:\r\n|\n|\r)/.exec(rest)?.[0].length ?? 0;
    if (skipped > 0) at += skipped;
    else if (list.endsBefore(rest)) break;
    else if (/\s/.test(rest[0] ?? '')) {
      list.endWord();
      at++;
    } else {
      const next = addPart(text, at, list);
      if (typeof next !== 'number') return next;
      at = next;
    }
  }
  return list.result();
}

/** Reads a quoted part or plain text; where the next part begins. */
function addPart(text: string, at: number, list: WordList): number | ShellWords {
  const char = text[at] ?? '';
  if (char === "'" || char === '"') {
    const end = closing(text, at + 1, char);
    if (end < 0) return unclosed(char);
    const inside = text.slice(at + 1, end);
    if (char === '"') addFilled(inside, list);
    else list.addText(inside.replaceAll("''", "'"));
    return end + 1;
  }
  const plain = /^(?:`[\s\S]|\$\{[^{}\s]*\}|\$(?:env:)?\w+|\$\(|[^\s'"`|;&$])+/i.exec(text.slice(at, at + 4_000))?.[0] ?? char;
  addFilled(plain, list);
  return at + plain.length;
}

/** The quote that closes: a doubled one does not, and in double quotes neither does one behind a backtick. */
function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '`' && quote === '"') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}

function addFilled(text: string, list: WordList): void {
  let from = 0;
  let plain = '';
  for (const { 0: whole, 1: escaped, 2: braced, 3: bare, index } of text.matchAll(special)) {
    plain += text.slice(from, index);
    from = index + whole.length;
    const name = braced ?? bare;
    if (name !== undefined) {
      list.addText(plain);
      list.addVariable(name);
      plain = '';
      continue;
    }
    if (whole === '$(') list.note(shellWorkNote);
    plain += escaped === undefined ? (whole === '""' ? '"' : whole) : (escapes[escaped] ?? (/[\r\n]/.test(escaped) ? '' : escaped));
  }
  list.addText(plain + text.slice(from));
}
