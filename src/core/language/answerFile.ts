import { trimmedPiece } from './piece.ts';
import type { BlockSyntax, Piece } from './syntax.ts';

/** `>> file` and `>>! file`: where the answer of a request is written. */
export interface AnswerFile {
  readonly path: Piece;
  /** `>>!`: in place of a file that is there. */
  readonly replaces: boolean;
}

/** The files that a request names for its answer, in their order. */
export function answerFiles({ text, sections }: BlockSyntax): readonly AnswerFile[] {
  return sections.flatMap(({ kind, start, end }) => {
    if (kind !== 'redirect') return [];
    const replaces = text.startsWith('>>!', start);
    return [{ path: trimmedPiece(text, start + (replaces ? 3 : 2), end), replaces }];
  });
}
