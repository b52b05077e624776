import type { BlockSyntax, LineKind, SyntaxLine } from './syntax.ts';

const kinds: readonly LineKind[] = [
  'separator',
  'blank',
  'comment',
  'directive',
  'definition',
  'request',
  'target',
  'header',
  'body',
  'notSent',
  'fileBody',
  'assertion',
  'script',
  'response',
  'redirect',
  'responseLink',
  'curl',
  'import',
  'spread',
  'stray',
];
const numberOf = Object.fromEntries(kinds.map((kind, index) => [kind, index])) as Readonly<Record<LineKind, number>>;

/** A line's kind and start in one number: a tree of many requests is mostly lines, and a number is a seventh of an object. */
export function lineMark(kind: LineKind, start: number): number {
  return start * kinds.length + numberOf[kind];
}

/** What the line of a mark is, for whoever wants no more of it. */
export const kindOfMark = (mark: number): LineKind => kinds[mark % kinds.length] ?? 'stray';

const startOfMark = (mark: number): number => Math.floor(mark / kinds.length);

type MarkedText = Pick<BlockSyntax, 'text' | 'lineMarks'>;

/** The lines of a block, made of their marks each time they are asked for. */
export function blockLines(block: MarkedText): readonly SyntaxLine[] {
  return block.lineMarks.map((mark, index) => ({ kind: kindOfMark(mark), start: startOfMark(mark), end: lineEnd(block, index) }));
}

/** How many characters a line of a block has without its break; 0 for a line that the block does not have. */
export function lineLength(block: MarkedText, index: number): number {
  const mark = block.lineMarks[index];
  return mark === undefined ? 0 : lineEnd(block, index) - startOfMark(mark);
}

function lineEnd({ text, lineMarks }: MarkedText, index: number): number {
  const next = lineMarks[index + 1];
  return withoutBreak(text, startOfMark(lineMarks[index] ?? 0), next === undefined ? text.length : startOfMark(next));
}

function withoutBreak(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1);
  if (end <= start || (last !== 10 && last !== 13)) return end;
  return last === 10 && end - 1 > start && text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1;
}
