import { type KvDocument, type RequestBlock, requestBlocks } from './syntax.ts';
import { targetText } from './targetText.ts';

/** What a request is known by while its file is edited around it. */
export interface RequestKey {
  readonly name: string | null;
  /** In capitals. */
  readonly method: string;
  /** As written, variables and all. */
  readonly target: string;
  /** Its place among the requests of the file that agree in all of this, from 1. */
  readonly place: number;
  /** No other request of the file has its name. */
  readonly isOnlyOne: boolean;
}

/** The requests of a document, in their order, with their keys: in proportion to their number, as they are made anew after each edit. */
export function requestKeys(document: KvDocument): ReadonlyMap<RequestBlock, RequestKey> {
  const requests = requestBlocks(document);
  const names = new Counter();
  for (const { syntax } of requests) if (syntax.name !== null) names.next(syntax.name.text);
  const alike = new Counter();
  const keys = new Map<RequestBlock, RequestKey>();
  for (const block of requests) {
    const { name: title, requestLine } = block.syntax;
    const name = title?.text ?? null;
    const method = requestLine.method?.text.toUpperCase() ?? 'GET';
    const target = targetText(requestLine);
    const isOnlyOne = name !== null && names.countOf(name) === 1;
    const place = isOnlyOne ? 1 : alike.next([name ?? '', method, target].join('\n'));
    keys.set(block, { name, method, target, place, isOnlyOne });
  }
  return keys;
}

class Counter {
  readonly #counts = new Map<string, number>();

  /** How often the text has come, this time included. */
  next(text: string): number {
    const count = this.countOf(text) + 1;
    this.#counts.set(text, count);
    return count;
  }

  countOf(text: string): number {
    return this.#counts.get(text) ?? 0;
  }
}

/**
 * Whether two keys, of two states of a file, mean the same request. The target of one that has a name for itself may have changed; of any
 * other it is part of what the request is.
 */
export function isSameRequest(one: RequestKey, other: RequestKey): boolean {
  if (one.name !== other.name || one.method !== other.method) return false;
  return (one.isOnlyOne && other.isOnlyOne) || (one.target === other.target && one.place === other.place);
}
