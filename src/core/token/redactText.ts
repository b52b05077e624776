import type { Secret } from '../model/secret.ts';
import { findTokens } from './findTokens.ts';
import { secretForms } from './secretForms.ts';

/** What stands where something was removed. Passing over a mask again leaves it as it is. */
export const masks = { value: '[redacted]', token: '[token]', secret: '[secret]' } as const;

/** Removes from any text what must not be shown: signatures of tokens, and the listed secrets in every spelling. */
export type TextRedactor = (text: string) => string;

/** Secrets of fewer characters are removed only where they stand alone: they would shred every other text. */
const shortSecret = 4;

/** Whole tokens: a pattern of a few of them would be too large for the regular-expression engine. */
const longSecret = 256;

/** @param formsOf lets the caller remember the spellings of a secret: to find them is most of the work. */
export function redactorOf(secrets: readonly Secret[], formsOf: (secret: string) => readonly string[] = secretForms): TextRedactor {
  const values = [...new Set(secrets.map(secret => secret.reveal()).filter(value => value.trim() !== ''))];
  const forms = values.filter(value => value.length >= shortSecret).flatMap(value => formsOf(value));
  const anywhere = forms.filter(form => form.length < longSecret);
  const long = forms.filter(form => form.length >= longSecret).sort((a, b) => b.length - a.length);
  const alone = values.filter(value => value.length < shortSecret);
  const searched = [
    ...anywhere.sort((a, b) => b.length - a.length).map(escapePattern),
    ...alone.map(value => `(?<![\\w-])${escapePattern(value)}(?![\\w-])`),
  ];
  if (searched.length === 0) return text => withoutLong(cutSignatures(text), long);
  const shortest = Math.min(...[...anywhere, ...alone].map(({ length }) => length));
  const pattern = new RegExp([...Object.values(masks).map(escapePattern), ...searched].join('|'), 'g');
  const known: ReadonlySet<string> = new Set(Object.values(masks));
  return text => {
    const cut = withoutLong(cutSignatures(text), long);
    // Most texts are too short to hold any.
    return cut.length < shortest ? cut : cut.replace(pattern, found => (known.has(found) ? found : masks.secret));
  };
}

function withoutLong(text: string, forms: readonly string[]): string {
  if (text.length < longSecret) return text;
  return forms.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, masks.secret) : rest), text);
}

export const redactText = (text: string, secrets: readonly Secret[]): string => redactorOf(secrets)(text);

/** Header and claims stay readable; without its signature a token opens nothing. An encrypted one goes whole. */
function cutSignatures(text: string): string {
  if (!text.includes('eyJ')) return text;
  const tokens = findTokens(text, { maxTokens: Number.POSITIVE_INFINITY });
  if (tokens.length === 0) return text;
  let result = '';
  let at = 0;
  for (const token of tokens) {
    const parts = token.text.split('.');
    result += text.slice(at, token.start);
    result += parts.length === 3 ? `${parts[0]}.${parts[1]}.` : masks.token;
    at = token.end;
  }
  return result + text.slice(at);
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
