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

/** The lines of a block, made of their marks each time they are asked for. */
export function blockLines({ text, lineMarks }: Pick<BlockSyntax, 'text' | 'lineMarks'>): readonly SyntaxLine[] {
  return lineMarks.map((mark, index) => {
    const next = lineMarks[index + 1];
    const behind = next === undefined ? text.length : Math.floor(next / kinds.length);
    const start = Math.floor(mark / kinds.length);
    return { kind: kindOfMark(mark), start, end: withoutBreak(text, start, behind) };
  });
}

function withoutBreak(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1);
  if (end <= start || (last !== 10 && last !== 13)) return end;
  return last === 10 && end - 1 > start && text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1;
}
