import { parseDocument } from '../core/language/parseDocument.ts';
import type { KvDocument } from '../core/language/syntax.ts';

/** Keeps the tree of the text that was sent from last: a file is sent from again and again, and its size shall not count each time. */
export class LastDocument {
  #last: KvDocument | undefined;

  parse(text: string): KvDocument {
    if (this.#last?.text !== text) this.#last = parseDocument(text);
    return this.#last;
  }

  clear(): void {
    this.#last = undefined;
  }
}
