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
  const ranges: FoldingSpan[] = [];
  for (const block of document.blocks) addRanges(ranges, block);
  return ranges;
}

/** The editor asks after each edit: nothing is made here but what is told. */
function addRanges(ranges: FoldingSpan[], { line, syntax: { separator, lineMarks } }: Block): void {
  const kindAt = (index: number) => kindOfMark(lineMarks[index] ?? 0);
  const add = (kind: FoldingSpan['kind'], first: number, last: number) => {
    if (last > first) ranges.push({ kind, firstLine: line + first, lastLine: line + last });
  };
  if (separator !== null) {
    let last = lineMarks.length - 1;
    while (last > 0 && kindAt(last) === 'blank') last--;
    add('request', 0, last);
  }
  let first = 0;
  for (let index = 1; index <= lineMarks.length; index++) {
    const kind = kindAt(first);
    if (index < lineMarks.length && kindAt(index) === kind) continue;
    const folded = foldedRuns.get(kind);
    if (folded !== undefined) add(folded, first, index - 1);
    first = index;
  }
}
