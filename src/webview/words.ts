import type { Fact, TextPart } from '../core/timeline/panelView.ts';
import { el } from './el.ts';

/** A sentence with its values in the editor's font and its times in the reader's time zone. */
export function words(parts: readonly TextPart[]): readonly (Node | string)[] {
  return parts.map(part => {
    if (typeof part === 'string') return part;
    return 'code' in part ? el('code', {}, part.code) : clock(part.time);
  });
}

/** A time of day in the editor's language, with its date where that is not today's, and the exact instant as a tooltip. `seconds` is epoch seconds. */
export function clock(seconds: number): HTMLElement {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return el('span', {}, String(seconds));
  const sameDay = date.toDateString() === new Date().toDateString();
  const language = document.documentElement.lang || undefined;
  const text = date.toLocaleString(language, sameDay ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' });
  return el('time', { datetime: date.toISOString(), title: date.toISOString() }, text);
}

/** Label and value pairs as a description list. */
export function factList(facts: readonly Fact[]): HTMLElement {
  return el('dl', { class: 'facts' }, ...facts.map(fact => el('div', {}, el('dt', {}, fact.label), el('dd', {}, ...words(fact.parts)))));
}
