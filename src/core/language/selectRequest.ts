import { assertNever } from '../model/assertNever.ts';
import type { RequestSelector } from '../model/requestSelector.ts';
import { nameMatches } from './requestName.ts';
import { isRequestBlock, type KvDocument, type RequestBlock, requestBlocks } from './syntax.ts';

/** The request that is meant, or undefined where the place or the name belongs to none. */
export function selectRequest(document: KvDocument, selector: RequestSelector): RequestBlock | undefined {
  switch (selector.kind) {
    case 'first':
      return requestBlocks(document)[0];
    case 'name':
      return requestBlocks(document).find(block => block.syntax.name !== null && nameMatches(block.syntax.name.text, selector.name));
    case 'line':
      return lastBlock(document, block => block.line <= selector.line);
    case 'span':
      return lastBlock(document, block => block.start <= selector.span.start);
    default:
      return assertNever(selector);
  }
}

function lastBlock(
  document: KvDocument,
  begins: (block: RequestBlock | KvDocument['blocks'][number]) => boolean,
): RequestBlock | undefined {
  const block = document.blocks.findLast(begins);
  return block !== undefined && isRequestBlock(block) ? block : undefined;
}
