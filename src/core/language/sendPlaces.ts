import type { TextSpan } from '../model/textSpan.ts';
import { requestKey } from './requestKey.ts';
import { type KvDocument, type RequestBlock, requestBlocks } from './syntax.ts';

/** A request that can be sent: where its lenses stand and what they send. */
export interface SendPlace {
  /** Line of the request line, from 0. */
  readonly line: number;
  /** The request's block, as offsets in the document. */
  readonly span: TextSpan;
  readonly key: string;
  readonly block: RequestBlock;
}

/** The requests that get a Send lens. Broken, foreign and disabled ones get none. */
export function sendPlaces(document: KvDocument): readonly SendPlace[] {
  const places: SendPlace[] = [];
  requestBlocks(document).forEach((block, index) => {
    const { requestLine, isDisabled } = block.syntax;
    if (requestLine.kind !== 'http' || isDisabled) return;
    const span = { start: block.start, end: block.end };
    places.push({ line: block.line + requestLine.line, span, key: requestKey(block, index), block });
  });
  return places;
}
