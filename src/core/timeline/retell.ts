import { english, type Translate } from '../model/translate.ts';
import { authSentences } from './sentences/authSentences.ts';
import { requestSentences } from './sentences/requestSentences.ts';
import { tokenSentences } from './sentences/tokenSentences.ts';
import { wireSentences } from './sentences/wireSentences.ts';

/** The sentences that come finished in a trace or from the parser: the engine and the command line speak English. */
export const tracedSentences: readonly string[] = [...authSentences, ...wireSentences, ...tokenSentences, ...requestSentences];

interface Form {
  readonly sentence: string;
  readonly pattern: RegExp;
}

/** Made at the first need: who reads English never needs them. What says most comes first: `{0}` alone would take everything. */
const forms = (() => {
  let made: readonly Form[] | undefined;
  return () => {
    made ??= tracedSentences
      .toSorted((one, other) => literalLength(other) - literalLength(one))
      .map(sentence => ({ sentence, pattern: patternOf(sentence) }));
    return made;
  };
})();

const longest = 4000;

/** A sentence out of a trace in the reader's language; what is not known stays as it is, and so do the values in it. */
export function retell(text: string, t: Translate): string {
  if (t === english || text.length > longest) return text;
  for (const { sentence, pattern } of forms()) {
    const found = pattern.exec(text);
    if (found !== null) return t(sentence, ...found.slice(1).map(value => (value.includes(' ') ? retell(value, t) : value)));
  }
  const parts = text.split('; ');
  return parts.length === 1 ? text : parts.map(part => retell(part, t)).join('; ');
}

/** Holes are filled in the order of their numbers: every sentence names them so. */
function patternOf(sentence: string): RegExp {
  const literal = sentence.split(/\{\d\}/).map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('([\\s\\S]+?)')}$`);
}

function literalLength(sentence: string): number {
  return sentence.replace(/\{\d\}/g, '').length;
}
