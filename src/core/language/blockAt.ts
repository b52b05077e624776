import type { Block } from './syntax.ts';

/** The block of a document that an offset is in; behind the last one it is that one. */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  return blocks[countWhile(blocks, ({ start }) => start <= offset) - 1];
}

/** How many blocks from the first one on have what all those before the first exception have. */
export function countWhile(blocks: readonly Block[], has: (block: Block) => boolean): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle];
    if (block !== undefined && has(block)) low = middle + 1;
    else high = middle;
  }
  return low;
}
