import { kindOfMark } from './blockLines.ts';
import type { Block, KvDocument, LineKind } from './syntax.ts';

/** Lines count from 0, both ends included. */
export interface FoldingSpan {
  readonly kind: 'request' | 'comment' | 'section';
  readonly firstLine: number;
  readonly lastLine: number;
}

const foldedRuns: ReadonlyMap<LineKind, FoldingSpan['kind']> = new Map([
  ['comment', 'comment'],
  ['script', 'section'],
  ['response', 'section'],
  ['curl', 'section'],
  ['body', 'section'],
]);

/** Each block from its separator to its last line with text, and inside it runs of comments, scripts, responses and bodies. */
export function foldingRanges(document: KvDocument): readonly FoldingSpan[] {
  return document.blocks.flatMap(blockRanges);
}

function blockRanges(block: Block): readonly FoldingSpan[] {
  const { separator } = block.syntax;
  const kinds = block.syntax.lineMarks.map(kindOfMark);
  const ranges: FoldingSpan[] = [];
  const push = (kind: FoldingSpan['kind'], first: number, last: number) => {
    if (last > first) ranges.push({ kind, firstLine: block.line + first, lastLine: block.line + last });
  };
  if (separator !== null)
    push(
      'request',
      0,
      kinds.findLastIndex(kind => kind !== 'blank'),
    );
  let first = 0;
  for (let index = 1; index <= kinds.length; index++) {
    const kind = kinds[first] ?? 'blank';
    if (kinds[index] === kind) continue;
    const folded = foldedRuns.get(kind);
    if (folded !== undefined) push(folded, first, index - 1);
    first = index;
  }
  return ranges;
}
