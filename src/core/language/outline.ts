import { shownValue } from './hover/shownValue.ts';
import { isRequestBlock, type KvDocument } from './syntax.ts';

/** An entry of a document's outline. Lines count from 0, `lastLine` is included. */
export interface OutlineEntry {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Where the cursor goes. */
  readonly line: number;
}

/** Requests and variables in the order of the text. A block without a request gives its variables alone. */
export function outline(document: KvDocument): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const block of document.blocks) {
    const { definitions, lineMarks } = block.syntax;
    for (const { name, value, line } of definitions) {
      const at = block.line + line;
      entries.push({
        kind: 'variable',
        name: name.text,
        detail: shownValue(name.text, value.text, 'file'),
        firstLine: at,
        lastLine: at,
        line: at,
      });
    }
    if (!isRequestBlock(block)) continue;
    const { requestLine, title, name } = block.syntax;
    const target = requestLine.target.map(({ text }) => text).join('');
    const method = requestLine.method?.text.toUpperCase() ?? (requestLine.kind === 'http' ? 'GET' : '');
    const request = `${method} ${target}`.trim().slice(0, 200);
    const label = title?.text ?? name?.text ?? request;
    entries.push({
      kind: 'request',
      name: label.slice(0, 200),
      detail: label === request ? '' : withoutQuery(request),
      firstLine: block.line,
      lastLine: block.line + Math.max(lineMarks.length - 1, requestLine.line),
      line: block.line + requestLine.line,
    });
  }
  return entries;
}

/** Beside a name the query is noise: nearly always an api-version. */
function withoutQuery(request: string): string {
  const query = request.indexOf('?');
  return query < 0 ? request : request.slice(0, query).trimEnd();
}
