import type { TextSpan } from '../model/textSpan.ts';
import { type KvDocument, type RequestBlock, requestBlocks } from './syntax.ts';

/** A request that can be sent: where its lenses stand and what they send. */
export interface SendPlace {
  /** Line of the request line, from 0. */
  readonly line: number;
  /** The request's block, as offsets in the document. */
  readonly span: TextSpan;
  readonly block: RequestBlock;
}

/** The requests that get a Send lens. Broken, foreign and disabled ones get none. */
export function sendPlaces(document: KvDocument): readonly SendPlace[] {
  const places: SendPlace[] = [];
  for (const block of requestBlocks(document)) {
    const { requestLine, isDisabled } = block.syntax;
    if (requestLine.kind !== 'http' || isDisabled) continue;
    const span = { start: block.start, end: block.end };
    places.push({ line: block.line + requestLine.line, span, block });
  }
  return places;
}
