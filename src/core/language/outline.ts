import { lineLength } from './blockLines.ts';
import { shownValue } from './hover/shownValue.ts';
import { type Block, type Definition, isRequestBlock, type KvDocument, type RequestBlock, type RequestLine } from './syntax.ts';
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

/** A longer file's outline travels to the window and back after each edit: it has names alone. */
const mostDetailed = 500;

/** Requests and variables in the order of the text. A block without a request gives its variables alone. */
export function outline(document: KvDocument): readonly OutlineEntry[] {
  const isDetailed = document.blocks.length <= mostDetailed;
  const entries: OutlineEntry[] = [];
  for (const block of document.blocks) {
    for (const definition of block.syntax.definitions) entries.push(variableEntry(block, definition));
    if (isRequestBlock(block)) entries.push(requestEntry(block, isDetailed));
  }
  return entries;
}

function variableEntry(block: Block, { name, value, line }: Definition): OutlineEntry {
  const at = block.line + line;
  const length = lineLength(block.syntax, line);
  const detail = shownValue(name.text, value.text, 'file');
  return { kind: 'variable', name: name.text, detail, firstLine: at, lastLine: at, line: at, lastLineLength: length, lineLength: length };
}

function requestEntry({ line, syntax }: RequestBlock, isDetailed: boolean): OutlineEntry {
  const { requestLine, title, name, lineMarks } = syntax;
  const given = title?.text ?? name?.text;
  const request = given === undefined || isDetailed ? requestText(requestLine) : '';
  const lastLine = Math.max(lineMarks.length - 1, requestLine.line);
  return {
    kind: 'request',
    name: (given ?? request).slice(0, 200),
    detail: given === undefined || given === request ? '' : withoutQuery(request),
    firstLine: line,
    lastLine: line + lastLine,
    line: line + requestLine.line,
    lastLineLength: lineLength(syntax, lastLine),
    lineLength: lineLength(syntax, requestLine.line),
  };
}

function requestText(requestLine: RequestLine): string {
  const method = requestLine.method?.text.toUpperCase() ?? (requestLine.kind === 'http' ? 'GET' : '');
  return `${method} ${targetText(requestLine)}`.trim().slice(0, 200);
}

/** Beside a name the query is noise: nearly always an api-version. */
function withoutQuery(request: string): string {
  const query = request.indexOf('?');
  return query < 0 ? request : request.slice(0, query).trimEnd();
}
