import type { TextSpan } from '../model/textSpan.ts';
import { answerFiles } from './answerFile.ts';
import { kindOfMark } from './blockLines.ts';
import { trimmedPiece } from './piece.ts';
import { type Block, type KvDocument, type Piece, spanInDocument } from './syntax.ts';

/** A path of the text that names a file below the document's folder, with its place in the document. */
export interface FileLink {
  readonly span: TextSpan;
  readonly path: string;
}

/**
 * The files that a document names: of bodies, of answers to be written, and of answers that were (`<> file`). None leads out of
 * the workspace.
 * @param above how many folders above the document's own belong to it
 */
export function fileLinks(document: KvDocument, above: number): readonly FileLink[] {
  return document.blocks.filter(canNameFiles).flatMap(block =>
    namedFiles(block)
      .filter(({ text }) => !text.includes('{{') && isInside(text, above))
      .map(piece => ({ span: spanInDocument(block, piece), path: piece.text })),
  );
}

/** Few blocks do, and all are asked after each edit. */
function canNameFiles({ syntax: { lineMarks, sections } }: Block): boolean {
  return sections.length > 0 || lineMarks.some(mark => kindOfMark(mark) === 'fileBody');
}

function namedFiles({ syntax }: Block): readonly Piece[] {
  return [
    ...(syntax.body?.parts ?? []).flatMap(part => (part.kind === 'file' ? [part.path] : [])),
    ...answerFiles(syntax).map(({ path }) => path),
    ...syntax.sections.flatMap(({ kind, start, end }) => (kind === 'responseLink' ? [trimmedPiece(syntax.text, start + 2, end)] : [])),
  ];
}

function isInside(path: string, above: number): boolean {
  if (/^(?:[a-z]:|[\\/~])/i.test(path)) return false;
  let depth = above;
  for (const step of path.split(/[\\/]/)) {
    depth += step === '..' ? -1 : step === '.' || step === '' ? 0 : 1;
    if (depth < 0) return false;
  }
  return true;
}
