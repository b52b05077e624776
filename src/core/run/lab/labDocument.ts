import type { TokenChanges } from '../../model/tokenChanges.ts';
import type { JsonObject } from '../../model/tokenFacts.ts';

/** First line of a document of the token lab: what marks it as one, and says where this is possible. */
export const labMark =
  '// Token lab of the embedded vault. Possible only here: it signs what you choose with its own key; no real tenant can be made to.';
const help = '// Change, add or remove claims and send. "signature": "valid", "broken" or "none".';

/** A good token as a document to be changed. */
export function labDocument(header: JsonObject, claims: JsonObject): string {
  return `${labMark}\n${help}\n${JSON.stringify({ header, claims, signature: 'valid' }, null, 2)}\n`;
}

/** What a changed document asks for against the claims that a good token has; a sentence where it cannot be read. */
export function readLabDocument(text: string, goodClaims: JsonObject): TokenChanges | string {
  const json = readObject(text.replace(/^\s*\/\/.*$/gm, ''));
  if (json === undefined) return 'This is no JSON object.';
  const { header = {}, claims, signature = 'valid' } = json;
  if (!isObject(header) || !isObject(claims)) return '"header" and "claims" must be objects.';
  if (signature !== 'valid' && signature !== 'broken' && signature !== 'none') return '"signature" must be "valid", "broken" or "none".';
  return { header, claims, without: Object.keys(goodClaims).filter(name => !Object.hasOwn(claims, name)), signature };
}

function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // The caller says that it is none.
    return undefined;
  }
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
