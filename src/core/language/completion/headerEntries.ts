import type { CompletionAsk, Offer } from './completeAt.ts';
import { entry } from './completionEntry.ts';
import { factsOfHeader, headerFacts } from './headerFacts.ts';

export function headerNames({ place }: CompletionAsk, typed: string): Offer {
  const there = new Set(place.block.syntax.headers.map(({ name }) => name.text.toLowerCase()));
  const free = headerFacts.filter(({ name }) => !there.has(name.toLowerCase()) || name.toLowerCase() === typed.toLowerCase());
  const colon = place.after.trimStart().startsWith(':') ? '' : ': ';
  return {
    typed: typed.length,
    entries: free.map(({ name, summary }) => entry('header', name, summary, { insert: `${name}${colon}` })),
  };
}

export function headerValues(name: string, typed: string): Offer {
  return { typed: typed.length, entries: (factsOfHeader(name)?.values ?? []).map(value => entry('value', value, name)) };
}
