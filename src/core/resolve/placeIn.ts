import { type Block, type Piece, spanInDocument } from '../language/syntax.ts';
import type { TextSpan } from '../model/textSpan.ts';

/** The span in the document of a span of a piece. */
export function placeIn(block: Block, piece: Piece): (span: TextSpan) => TextSpan {
  return ({ start, end }) => spanInDocument(block, { start: piece.start + start, end: piece.start + end });
}
