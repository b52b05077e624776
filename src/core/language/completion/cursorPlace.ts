import type { TextSpan } from '../../model/textSpan.ts';
import { blockAt } from '../blockAt.ts';
import { blockLines } from '../blockLines.ts';
import { parseBlock } from '../parseBlock.ts';
import type { Block, KvDocument } from '../syntax.ts';

/** What a line at the cursor can be: before the request line, below it, or behind the blank line that ends the headers. */
export type CursorPart = 'head' | 'headers' | 'body';

/** The cursor in its line. Offsets count from the start of the document. */
export interface CursorPlace {
  readonly block: Block;
  readonly part: CursorPart;
  /** The line up to the cursor, and from there to its end. */
  readonly before: string;
  readonly after: string;
  readonly offset: number;
  /** The last `length` characters before the cursor. */
  word(length: number): TextSpan;
}

export function cursorPlace(document: KvDocument, offset: number): CursorPlace | undefined {
  const block = blockAt(document.blocks, offset) ?? emptyBlock(document);
  if (block === undefined) return undefined;
  const { text, requestLine } = block.syntax;
  const lines = blockLines(block.syntax);
  const at = Math.min(offset - block.start, text.length);
  const index = Math.max(
    lines.findLastIndex(line => line.start <= at),
    0,
  );
  const line = lines[index];
  const startOfLine = line === undefined || line.end < at ? lineStart(text, at) : line.start;
  const end = /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? '';
  const request = requestLine === null ? -1 : requestLine.line;
  const lineNumber = line === undefined ? 0 : line.end < at ? index + 1 : index;
  const blank = request < 0 ? -1 : lines.findIndex((each, i) => i > request && i < lineNumber && each.kind === 'blank');
  return {
    block,
    part: request < 0 || lineNumber <= request ? 'head' : blank >= 0 ? 'body' : 'headers',
    before: text.slice(startOfLine, at),
    after: end,
    offset,
    word: length => ({ start: offset - length, end: offset }),
  };
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
}

/** A document without any text has no block. */
function emptyBlock(document: KvDocument): Block | undefined {
  if (document.blocks.length > 0) return document.blocks[0];
  return { start: 0, end: 0, line: 0, syntax: parseBlock('') };
}
