import { documentProblems } from './documentProblems.ts';
import { parseBlock } from './parseBlock.ts';
import type { Block, BlockSyntax, KvDocument } from './syntax.ts';

/**
 * Parses a `.kvhttp` text. Never throws; takes time in proportion to the text. With the tree of the text as it was before an edit,
 * only the blocks that the edit touched are parsed again: the others are the same objects.
 */
export function parseDocument(text: string, previous?: KvDocument): KvDocument {
  const bounds = blockBounds(text);
  const old = previous?.blocks ?? [];
  const count = bounds.length - 1;
  const textAt = (index: number) => text.slice(bounds[index], bounds[index + 1]);
  const syntaxes = new Array<BlockSyntax | undefined>(count);
  let front = 0;
  for (; front < count && front < old.length && old[front]?.syntax.text === textAt(front); front++) syntaxes[front] = old[front]?.syntax;
  let back = 0;
  for (; back < count - front && back < old.length - front; back++) {
    const candidate = old[old.length - 1 - back];
    if (candidate?.syntax.text !== textAt(count - 1 - back)) break;
    syntaxes[count - 1 - back] = candidate.syntax;
  }
  const blocks: Block[] = [];
  let line = 0;
  for (let index = 0; index < count; index++) {
    const syntax = syntaxes[index] ?? parseBlock(textAt(index));
    blocks.push({ start: bounds[index] ?? 0, end: bounds[index + 1] ?? text.length, line, syntax });
    line += syntax.lines.length;
  }
  return { text, blocks, problems: documentProblems(blocks) };
}

/** Offsets where blocks begin, and the length of the text. A separator is three hashes at the start of a line. */
function blockBounds(text: string): readonly number[] {
  const bounds = [0];
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = text.indexOf('###', first + 1); at >= 0; at = text.indexOf('###', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === 10 || before === 13) bounds.push(at);
  }
  if (text.length > 0) bounds.push(text.length);
  return bounds;
}
