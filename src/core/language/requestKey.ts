import type { RequestBlock } from './syntax.ts';

/** Names a request across edits of its file: its name, else `#` and its place among the requests, from 0. */
export function requestKey(block: RequestBlock, index: number): string {
  return block.syntax.name?.text ?? `#${index}`;
}
