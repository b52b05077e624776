import { lineLength } from './blockLines.ts';
import { shownValue } from './hover/shownValue.ts';
import { isRequestBlock, type KvDocument } from './syntax.ts';
import { targetText } from './targetText.ts';

/** An entry of a document's outline. Lines count from 0, `lastLine` is included. */
export interface OutlineEntry {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Where the cursor goes. */
  readonly line: number;
  /** Characters of these two lines: whoever draws the entry need not look for them. */
  readonly lastLineLength: number;
  readonly lineLength: number;
}

/** Requests and variables in the order of the text. A block without a request gives its variables alone. */
export function outline(document: KvDocument): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const block of document.blocks) {
    const { definitions, lineMarks } = block.syntax;
    for (const { name, value, line } of definitions) {
      const at = block.line + line;
      const length = lineLength(block.syntax, line);
      entries.push({
        kind: 'variable',
        name: name.text,
        detail: shownValue(name.text, value.text, 'file'),
        firstLine: at,
        lastLine: at,
        line: at,
        lastLineLength: length,
        lineLength: length,
      });
    }
    if (!isRequestBlock(block)) continue;
    const { requestLine, title, name } = block.syntax;
    const target = targetText(requestLine);
    const method = requestLine.method?.text.toUpperCase() ?? (requestLine.kind === 'http' ? 'GET' : '');
    const request = `${method} ${target}`.trim().slice(0, 200);
    const lastLine = Math.max(lineMarks.length - 1, requestLine.line);
    const label = title?.text ?? name?.text ?? request;
    entries.push({
      kind: 'request',
      name: label.slice(0, 200),
      detail: label === request ? '' : withoutQuery(request),
      firstLine: block.line,
      lastLine: block.line + lastLine,
      line: block.line + requestLine.line,
      lastLineLength: lineLength(block.syntax, lastLine),
      lineLength: lineLength(block.syntax, requestLine.line),
    });
  }
  return entries;
}

/** Beside a name the query is noise: nearly always an api-version. */
function withoutQuery(request: string): string {
  const query = request.indexOf('?');
  return query < 0 ? request : request.slice(0, query).trimEnd();
}
