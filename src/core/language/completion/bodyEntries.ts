import { isRequestBlock } from '../syntax.ts';
import type { CompletionAsk, Offer } from './completeAt.ts';
import { entry } from './completionEntry.ts';
import { operationOf } from './operations.ts';
import { hostAt } from './requestHost.ts';

/** The body that the operation takes, while none is written. */
export function bodyEntries(ask: CompletionAsk): Offer | undefined {
  const { place } = ask;
  const { block, before } = place;
  const typed = /^\s*(\{?)$/.exec(before)?.[1];
  if (!isRequestBlock(block) || typed === undefined) return undefined;
  const written = block.syntax.body?.parts.map(part => (part.kind === 'text' ? part.text.trim() : '<')).join('') ?? '';
  if (written !== typed) return undefined;
  const { method, target } = block.syntax.requestLine;
  const path = target
    .map(part => part.text)
    .join('')
    .replace(/^(?:https?:\/\/[^/?#]*|\{\{[^{}]*\}\}(?=\/))/i, '')
    .split(/[?#]/, 1)[0];
  const operation = operationOf(method?.text.toUpperCase() ?? 'GET', path ?? '', hostAt(ask));
  if (operation?.body == null) return undefined;
  return {
    typed: typed.length,
    entries: [
      entry('body', `{ … }`, operation.title, {
        insert: operation.body,
        isSnippet: true,
        documentation: 'The body that this operation takes.',
      }),
    ],
  };
}
