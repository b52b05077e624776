import { countWhile } from './blockAt.ts';
import { commonEnds } from './commonEnds.ts';
import { KeptSyntax, LastLook } from './keptSyntax.ts';
import { parseBlock } from './parseBlock.ts';
import { ParsedDocument } from './parsedDocument.ts';
import type { Block, KvDocument } from './syntax.ts';

/**
 * Parses a `.kvhttp` text. Never throws; takes time in proportion to the text. With the tree of the text as it was before an edit,
 * only the blocks that the edit touched are parsed again: the others keep their trees, and those in front of it their objects.
 */
export function parseDocument(text: string, previous?: KvDocument): KvDocument {
  const old = previous?.blocks ?? [];
  const { front, back } = previous === undefined ? { front: 0, back: 0 } : keptBlocks(text, previous);
  const shift = text.length - (previous?.text.length ?? 0);
  const moved = old.length - back;
  const from = old[front - 1]?.end ?? 0;
  const to = back === 0 ? text.length : (old[moved]?.start ?? 0) + shift;
  const blocks = old.slice(0, front);
  const look = new LastLook();
  let line = lineBehind(blocks.at(-1));
  const bounds = blockBounds(text, from, to);
  for (let index = 0; index + 1 < bounds.length; index++) {
    const start = bounds[index] ?? from;
    const end = bounds[index + 1] ?? to;
    const own = text.slice(start, end);
    const syntax = new KeptSyntax(parseBlock(previous === undefined ? own : copyOf(own)), look);
    blocks.push({ start, end, line, syntax });
    line += syntax.lineMarks.length;
  }
  const lines = line - (old[moved]?.line ?? 0);
  for (let index = moved; index < old.length; index++) {
    const block = old[index];
    if (block !== undefined) blocks.push(movedBlock(block, shift, lines));
  }
  const touched = { front, back };
  return previous instanceof ParsedDocument ? previous.edited(text, blocks, touched) : new ParsedDocument(text, blocks);
}

/** How many blocks at both ends of the text are as they were, and are blocks still. */
function keptBlocks(text: string, { text: before, blocks }: KvDocument): { readonly front: number; readonly back: number } {
  const same = commonEnds(before, text);
  let front = countWhile(blocks, ({ end }) => end <= same.start);
  while (front > 0 && !endsBlock(text, blocks[front - 1]?.end ?? 0)) front--;
  const from = blocks[front - 1]?.end ?? 0;
  const shift = text.length - before.length;
  const isOutside = ({ start }: Block) => start < before.length - same.end || start + shift < from;
  let first = Math.max(front, countWhile(blocks, isOutside));
  while (first < blocks.length && !startsBlock(text, (blocks[first]?.start ?? 0) + shift)) first++;
  return { front, back: blocks.length - first };
}

const startsBlock = (text: string, at: number): boolean => at === 0 || beginsBlock(text, at);
const endsBlock = (text: string, at: number): boolean => at === text.length || beginsBlock(text, at);

function movedBlock(block: Block, shift: number, lines: number): Block {
  if (shift === 0 && lines === 0) return block;
  return { start: block.start + shift, end: block.end + shift, line: block.line + lines, syntax: block.syntax };
}

function lineBehind(block: Block | undefined): number {
  return block === undefined ? 0 : block.line + block.syntax.lineMarks.length;
}

/** Three hashes at the start of a line. A byte order mark before them belongs to the first block. */
function beginsBlock(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (before === 10 || before === 13) && text.startsWith('###', at);
}

/** Where blocks begin from `from` on, and `to`, which ends the last one. */
function blockBounds(text: string, from: number, to: number): readonly number[] {
  if (from >= to) return [];
  const bounds = [from];
  for (let at = text.indexOf('###', from + 1); at >= 0 && at < to; at = text.indexOf('###', at + 1)) {
    if (beginsBlock(text, at)) bounds.push(at);
  }
  bounds.push(to);
  return bounds;
}

/** A slice keeps the whole text that it was cut from in memory: after some edits that would be many texts. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
