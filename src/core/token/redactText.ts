import { rememberTexts } from '../model/rememberTexts.ts';
import type { Secret } from '../model/secret.ts';
import { cutUserInfo } from './cutUserInfo.ts';
import { findTokens } from './findTokens.ts';
import { masks } from './masks.ts';
import { secretForms } from './secretForms.ts';
import { isSensitiveField } from './sensitiveNames.ts';

/** Removes from any text what must not be shown: signatures of tokens, and the listed secrets in every spelling. */
export type TextRedactor = (text: string) => string;

/** Secrets of fewer characters are removed only where they stand alone: they would shred every other text. */
const shortSecret = 4;

/** Whole tokens: a pattern of a few of them would be too large for the regular-expression engine. */
const longSecret = 256;

/** @param formsOf lets the caller remember the spellings of a secret: to find them is most of the work. */
export function redactorOf(secrets: readonly Secret[], formsOf: (secret: string) => readonly string[] = secretForms): TextRedactor {
  const values = [...new Set(secrets.map(secret => secret.reveal()).filter(value => value.trim() !== ''))];
  const forms = values.filter(({ length }) => length >= shortSecret && length < longSecret).flatMap(value => formsOf(value));
  const withoutLong = longRedactor(
    forms.filter(({ length }) => length >= longSecret),
    values.filter(({ length }) => length >= longSecret),
    formsOf,
  );
  const withoutShort = patternRedactor(
    forms.filter(({ length }) => length < longSecret),
    values.filter(({ length }) => length < shortSecret),
  );
  const shortest = shortestOf([...values, ...forms]);
  const redact = rememberTexts(text => withoutShort(withoutLong(cutSignatures(cutParameters(cutUserInfo(text))))));
  return text => (text.length < shortest && !mayHold.test(text) ? text : redact(text));
}

/** What a URL with a name or a parameter has, or a token. Most texts have none of it, and are too short to hold a listed secret. */
const mayHold = /[@=]|eyJ/;

const shortestOf = (texts: readonly string[]): number =>
  texts.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);

/** Name and value in a query or a fragment, also where JSON has written its `&` as an escape. */
const parameter = /(?<=[?&#;]|\\u0026)([\w.-]{1,40})=(?!\[)[^\s&#;"'<>\\]+/g;

/** What a URL says under a name that is never shown, in whatever text the URL stands: the signature of a SAS, a token, a password. */
const cutParameters = (text: string): string =>
  text.includes('=') ? text.replace(parameter, (whole, name: string) => (isSensitiveField(name) ? `${name}=${masks.value}` : whole)) : text;

/** No spelling is shorter than its secret. Most texts are too short to hold a token: its spellings are found for the first one that is not. */
function longRedactor(forms: readonly string[], values: readonly string[], formsOf: (secret: string) => readonly string[]): TextRedactor {
  const shortest = shortestOf([...forms, ...values]);
  let all: readonly string[] | undefined;
  return text => {
    if (text.length < shortest) return text;
    all ??= [...forms, ...values.flatMap(value => formsOf(value))].sort((a, b) => b.length - a.length);
    return all.reduce((rest, form) => (rest.includes(form) ? rest.replaceAll(form, masks.secret) : rest), text);
  };
}

/** @param alone are removed only where they stand alone */
function patternRedactor(forms: readonly string[], alone: readonly string[]): TextRedactor {
  const shortest = shortestOf([...forms, ...alone]);
  if (shortest === Number.POSITIVE_INFINITY) return text => text;
  const patterns = [
    ...Object.values(masks).map(escapePattern),
    ...forms.toSorted((a, b) => b.length - a.length).map(escapePattern),
    ...alone.map(value => `(?<![\\w-])${escapePattern(value)}(?![\\w-])`),
  ];
  const pattern = new RegExp(patterns.join('|'), 'g');
  const known: ReadonlySet<string> = new Set(Object.values(masks));
  // Most texts are too short to hold any.
  return text => (text.length < shortest ? text : text.replace(pattern, found => (known.has(found) ? found : masks.secret)));
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
