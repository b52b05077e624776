import type { KvDocument } from '../syntax.ts';
import { assertionEntries } from './assertionEntries.ts';
import { bodyEntries } from './bodyEntries.ts';
import { type Completion, type CompletionEntry, maxEntries } from './completionEntry.ts';
import type { CompletionFacts } from './completionFacts.ts';
import { type CursorPlace, cursorPlace } from './cursorPlace.ts';
import { directiveNames, directiveValues } from './directiveEntries.ts';
import { headerNames, headerValues } from './headerEntries.ts';
import { methodEntries, requestEntries } from './methodEntries.ts';
import { targetEntries } from './targetEntries.ts';
import { variableEntries } from './variableEntries.ts';

/** What the entries of one kind of place are made of. */
export interface CompletionAsk {
  readonly document: KvDocument;
  readonly place: CursorPlace;
  readonly facts: CompletionFacts;
}

/** Entries, and how many characters before the cursor they replace. */
export interface Offer {
  readonly typed: number;
  readonly entries: readonly CompletionEntry[];
}

/**
 * What can be written at a place of a document, from its text and the given facts alone. A bounded list; undefined where there is
 * nothing to offer.
 */
export function completeAt(document: KvDocument, offset: number, facts: CompletionFacts): Completion | undefined {
  const place = cursorPlace(document, offset);
  if (place === undefined) return undefined;
  const offer = offerAt({ document, place, facts });
  if (offer === undefined || offer.entries.length === 0) return undefined;
  const typed = place.before.slice(place.before.length - offer.typed).toLowerCase();
  const isCut = offer.entries.length > maxEntries;
  const kept = isCut ? offer.entries.filter(({ label }) => label.toLowerCase().includes(typed)).slice(0, maxEntries) : offer.entries;
  return { span: place.word(offer.typed), entries: kept, isCut };
}

function offerAt(ask: CompletionAsk): Offer | undefined {
  const { before, part } = ask.place;
  const variable = /\{\{\s*%?([^{}]*)$/.exec(before);
  if (variable !== null) return variableEntries(ask, variable[1] ?? '');
  const assertion = /^\s*\?\?\s*(.*)$/.exec(before);
  if (assertion !== null) return assertionEntries(assertion[1] ?? '');
  if (part === 'body') return bodyEntries(ask);
  const value = /^\s*(?:#+|\/\/+)\s*@([\w-]+)(?:\s+|\s*=\s*)(.*)$/.exec(before);
  if (value !== null) return directiveValues(ask, value[1] ?? '', value[2] ?? '');
  const name = /^\s*(?:#|\/\/)\s*(@?[\w-]*)$/.exec(before);
  if (name !== null) return directiveNames(ask, name[1] ?? '');
  return part === 'head' ? headOffer(ask) : headerOffer(ask);
}

function headOffer(ask: CompletionAsk): Offer | undefined {
  const { before } = ask.place;
  // Without a method it is GET; spaces inside braces end no target.
  const target = /^\s*(?:([A-Za-z]+)\s+|(?=\/|https?:))((?:\{\{[^{}]*\}\}|(?!\{\{)\S)*)$/.exec(before);
  if (target !== null) return targetEntries(ask, (target[1] ?? 'GET').toUpperCase(), target[2] ?? '');
  if (/^\s*[?&]/.test(before))
    return targetEntries(ask, ask.place.block.syntax.requestLine?.method?.text.toUpperCase() ?? 'GET', before.trim());
  const word = /^\s*([A-Za-z]*)$/.exec(before)?.[1];
  if (word === undefined) return undefined;
  return { typed: word.length, entries: [...methodEntries(), ...requestEntries(ask)] };
}

function headerOffer(ask: CompletionAsk): Offer | undefined {
  const { before, block } = ask.place;
  if (/^\s*[?&]/.test(before)) return targetEntries(ask, block.syntax.requestLine?.method?.text.toUpperCase() ?? 'GET', before.trim());
  const value = /^\s*([\w-]+)\s*:\s*(.*)$/.exec(before);
  if (value !== null) return headerValues(value[1] ?? '', value[2] ?? '');
  const name = /^\s*([\w-]*)$/.exec(before)?.[1];
  return name === undefined ? undefined : headerNames(ask, name);
}
