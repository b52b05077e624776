const fence = /^( {0,3})(`{3,}|~{3,})[ \t]*([\w.+-]*)/;
const languages: ReadonlySet<string> = new Set(['http', 'rest', 'kvhttp', 'https']);

/**
 * The request file in a Markdown text: what stands in fences of the languages `http`, `rest` and `kvhttp`. It is as long as the text and
 * has its lines: an opening fence has become a separator, everything outside is blank. Offsets are therefore those of the text.
 */
export function markdownRequests(text: string): string {
  const parts: string[] = [];
  let open: { readonly mark: string; readonly isOurs: boolean } | null = null;
  for (const [whole, line = '', lineBreak = ''] of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    if (whole === '') continue;
    const match = fence.exec(line);
    const mark = match?.[2] ?? '';
    if (open !== null && mark !== '' && closes(line, mark, open.mark)) {
      open = null;
      parts.push(' '.repeat(line.length), lineBreak);
    } else if (open === null && mark !== '') {
      const isOurs = languages.has((match?.[3] ?? '').toLowerCase());
      open = { mark, isOurs };
      parts.push(isOurs ? '###'.padEnd(line.length) : ' '.repeat(line.length), lineBreak);
    } else parts.push(open?.isOurs ? line : ' '.repeat(line.length), lineBreak);
  }
  return parts.join('');
}

/** CommonMark section 4.5: the same character, at least as many, and nothing behind them. */
function closes(line: string, mark: string, open: string): boolean {
  return mark[0] === open[0] && mark.length >= open.length && line.trim() === mark;
}
