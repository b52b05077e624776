import type { Answer } from '../http/answer.ts';
import type { Wire } from '../http/wire.ts';

/** What a fault does with the answer that the service would have given: changes it, or writes to the connection in its own way. */
export type Fault =
  | { readonly kind: 'answer'; readonly change: (answer: Answer, path: string) => Answer }
  | { readonly kind: 'wire'; readonly act: (wire: Wire, answer: Answer) => Promise<void> };
