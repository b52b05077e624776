/** Control and format characters (bidi overrides among them) as visible escapes: they could make a text look like another. */
export function visibleText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, char => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** A text as a code span: the fence is longer than any run of backticks inside (CommonMark section 6.1). */
export function codeSpan(text: string): string {
  const shown = visibleText(text);
  if (shown === '') return '``` ```';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || shown.startsWith(' ') || shown.endsWith(' ') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A text as plain words of Markdown: nothing in it becomes a link, an image, HTML or a heading. */
export function plainText(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&$:@/]/g, '\\$&')
    .replaceAll('\\-', '-');
}

/** JSON as a fenced block. Its lines begin with a brace, a quote or white space, so none can end the fence. */
export function jsonBlock(value: unknown): string {
  return `\`\`\`json\n${visibleLines(JSON.stringify(value, undefined, 2))}\n\`\`\``;
}

function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
