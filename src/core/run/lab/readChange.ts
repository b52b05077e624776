import type { JsonValue } from '../../model/tokenFacts.ts';

const times: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat']);

/**
 * The value of a claim or header parameter as a person writes it: JSON where it is some, else the text itself. The times of a token may
 * be given as seconds from now, with a sign: `-10`, `+3600`. `now` in epoch seconds.
 */
export function readChange(name: string, text: string, now: number): JsonValue {
  if (times.has(name) && /^[+-]\d{1,12}$/.test(text)) return now + Number(text);
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // No JSON: a URL or a word, which need no quotes here.
    return text;
  }
}
