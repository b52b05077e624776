import { lineAround } from './lineAround.ts';
import { type Block, isRequestBlock } from './syntax.ts';

/** Where a directive for a request can be put in: the start of its request line (behind a byte order mark), as an offset in the document. */
export function requestLineStart(block: Block): number {
  const at = isRequestBlock(block) ? block.syntax.requestLine.start : 0;
  const { text } = block.syntax;
  const { start } = lineAround(text, at);
  return block.start + start + (text.charCodeAt(start) === 0xfeff ? 1 : 0);
}
