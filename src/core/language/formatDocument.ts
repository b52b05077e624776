import { blockLines } from './blockLines.ts';
import { formatLine, lineFinder } from './formatLine.ts';
import { parseDocument } from './parseDocument.ts';
import { trimmedPiece } from './piece.ts';
import type { Block, BlockSyntax, KvDocument } from './syntax.ts';

/** A line to be written. `lineBreak` is null for the document's own; what is kept keeps the one that it had. */
interface Written {
  readonly text: string;
  readonly lineBreak: string | null;
  readonly isBlank: boolean;
  /** Inside a body every line counts, blank ones too. */
  readonly isBody: boolean;
}

/** A byte order mark. */
const mark = '\ufeff';

/**
 * The text as it should be written: methods in capitals, one space where one is enough, one blank line before a separator, query lines
 * indented. Bodies, scripts and everything that is not understood stay as they are. What the text means never changes.
 */
export function formatDocument(text: string): string {
  return formatBlocks(parseDocument(text));
}

/** The same of a tree that is there already. */
export function formatBlocks(document: KvDocument): string {
  const lineBreak = usualLineBreak(document.text);
  const last = document.blocks.at(-1);
  const lines = document.blocks.flatMap(block => withoutExtraBlanks(writeBlock(block), block === last));
  const written = joinLines(lines, lineBreak);
  if (document.text.startsWith(mark)) return mark + written;
  // The same character in a line is text; at the very start it would become a mark.
  return written.startsWith(mark) ? lineBreak + written : written;
}

function usualLineBreak(text: string): string {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
}

function writeBlock({ syntax }: Block): readonly Written[] {
  const found = lineFinder(syntax);
  const lines = blockLines(syntax);
  return lines.map((line, index) => {
    const isBody = isInBody(syntax, line.start, line.end);
    const next = lines[index + 1]?.start ?? syntax.text.length;
    const kept = { text: syntax.text.slice(line.start, line.end), lineBreak: syntax.text.slice(line.end, next) };
    const text = isBody && line.kind !== 'assertion' ? undefined : formatLine(syntax, line, index, found);
    if (text === undefined) return { ...kept, isBlank: !isBody && trimmedPiece(kept.text, 0, kept.text.length).text === '', isBody };
    // Between two lines of a body the break of an assertion is no part of it.
    return { text, lineBreak: null, isBlank: line.kind === 'blank', isBody };
  });
}

function isInBody({ body }: BlockSyntax, start: number, end: number): boolean {
  return body !== null && start >= body.start && end <= body.end;
}

/** One blank line where there are several, none at the start of a block, one at its end, and none at the end of the text. */
function withoutExtraBlanks(lines: readonly Written[], isLast: boolean): readonly Written[] {
  const kept: Written[] = [];
  for (const line of lines) {
    const before = kept.at(-1);
    const isExtra = line.isBlank && line.lineBreak === null && (before === undefined || before.isBlank || before.text.startsWith('###'));
    if (!isExtra) kept.push(line);
  }
  while (kept.at(-1)?.isBlank && kept.at(-1)?.lineBreak === null) kept.pop();
  if (kept.length > 0 && !isLast && !kept.at(-1)?.isBlank) kept.push({ text: '', lineBreak: null, isBlank: true, isBody: false });
  return kept;
}

function joinLines(lines: readonly Written[], lineBreak: string): string {
  const parts: string[] = [];
  lines.forEach((line, index) => {
    const isBodyEnd = line.isBody && lines[index + 1]?.isBody !== true;
    const own = line.lineBreak === null || line.lineBreak === '' || isBodyEnd ? lineBreak : line.lineBreak;
    // A lone CR and the LF of a blank line behind it would become one break.
    const next = lines[index + 1];
    const merges = own === '\r' && next !== undefined && next.text === '' && (next.lineBreak ?? lineBreak).startsWith('\n');
    parts.push(line.text, merges ? lineBreak : own);
  });
  return parts.join('');
}
