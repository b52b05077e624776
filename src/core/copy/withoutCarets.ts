/** A caret before a quote that opens a word, or at the end of a line: written for cmd.exe. */
const written = /(?:^|\s)\^"|\^[ \t]*(?:\r\n|\r|\n)/;

/** A command line as cmd.exe hands it on, undefined where it was not written for it. Inside quotes of its own a caret is a caret. */
export function withoutCarets(text: string): string | undefined {
  if (!written.test(text)) return undefined;
  let plain = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '"') isQuoted = !isQuoted;
    if (char !== '^' || isQuoted) {
      plain += char;
      continue;
    }
    const lineBreak = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(at + 1, at + 40))?.[0].length ?? 0;
    // What follows the caret and its line break is taken as it is: a second line break is one.
    const taken = /^(?:\r\n|[\s\S])?/.exec(text.slice(at + 1 + lineBreak, at + 3 + lineBreak))?.[0] ?? '';
    const isKept = lineBreak === 0 || /[\r\n]/.test(taken);
    if (isKept) plain += taken;
    at += lineBreak + (isKept ? taken.length : 0);
  }
  return plain;
}
