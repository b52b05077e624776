import type { TextSpan } from '../model/textSpan.ts';
import { fileBodyPattern } from './foreignForm.ts';
import { trimmedPiece } from './piece.ts';
import type { Body, BodyPart } from './syntax.ts';

/** A line of the body section; `next` is where the following line begins. */
export interface BodyLine extends TextSpan {
  readonly kind: 'text' | 'blank' | 'file' | 'notSent';
  readonly next: number;
  readonly line: number;
}

/** Makes the body of its lines: blank lines at both ends are not part of it, lines that are not sent leave no gap. */
export function makeBody(text: string, lines: readonly BodyLine[]): Body | null {
  const sent = lines.filter(line => line.kind !== 'notSent');
  const isContent = (line: BodyLine) => line.kind !== 'blank';
  const first = sent.findIndex(isContent);
  if (first < 0) return null;
  const inside = sent.slice(first, sent.findLastIndex(isContent) + 1);
  const start = inside[0]?.start ?? 0;
  const end = inside.at(-1)?.end ?? 0;
  const notSent = lines.filter(line => line.kind === 'notSent').map(({ start, end }) => ({ start, end }));
  return { start, end, parts: makeParts(text, inside), notSent };
}

function makeParts(text: string, lines: readonly BodyLine[]): readonly BodyPart[] {
  const parts: BodyPart[] = [];
  let open: TextSpan | undefined;
  const flush = () => {
    if (open !== undefined) parts.push({ kind: 'text', ...open, text: text.slice(open.start, open.end) });
    open = undefined;
  };
  const append = (start: number, end: number) => {
    if (start === end) return;
    if (open?.end === start) open = { start: open.start, end };
    else {
      flush();
      open = { start, end };
    }
  };
  lines.forEach((line, index) => {
    // The break of the last line belongs to the layout of the file, not to the body.
    const end = index === lines.length - 1 ? line.end : line.next;
    if (line.kind === 'file') {
      flush();
      const file = readFilePart(text, line);
      parts.push(file);
      append(line.end, end);
    } else append(line.start, end);
  });
  flush();
  return parts;
}

function readFilePart(text: string, line: BodyLine): BodyPart {
  const whole = trimmedPiece(text, line.start, line.end);
  const match = fileBodyPattern.exec(whole.text);
  const path = match?.[3] ?? '';
  return {
    kind: 'file',
    path: { start: whole.end - path.length, end: whole.end, text: path },
    expand: match?.[1] === '@',
    encoding: match?.[2] ?? null,
    line: line.line,
    start: whole.start,
    end: whole.end,
  };
}
