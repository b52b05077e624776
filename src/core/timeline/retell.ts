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

/** Says a finished English sentence in the reader's language. */
export type Retell = (text: string, t: Translate) => string;

const longest = 4000;

/** A reteller of these sentences; what is not known stays as it is, and so do the values in it. */
export function reteller(sentences: readonly string[]): Retell {
  const whole = new Set(sentences);
  let made: readonly Form[] | undefined;
  // Made at the first need: who reads English never needs them. What says most comes first: `{0}` alone would take everything.
  const forms = () => {
    made ??= sentences
      .filter(sentence => sentence.includes('{'))
      .toSorted((one, other) => literalLength(other) - literalLength(one))
      .map(sentence => ({ sentence, pattern: patternOf(sentence) }));
    return made;
  };
  const say: Retell = (text, t) => {
    if (t === english || text.length > longest) return text;
    if (whole.has(text)) return t(text);
    for (const { sentence, pattern } of forms()) {
      const found = pattern.exec(text);
      if (found !== null) return t(sentence, ...found.slice(1).map(value => (value.includes(' ') ? say(value, t) : value)));
    }
    const parts = text.split('; ');
    return parts.length === 1 ? text : parts.map(part => say(part, t)).join('; ');
  };
  return say;
}

/** A sentence out of a trace in the reader's language. */
export const retell: Retell = reteller(tracedSentences);

/** Holes are filled in the order of their numbers: every sentence names them so. */
function patternOf(sentence: string): RegExp {
  const literal = sentence.split(/\{\d\}/).map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('([\\s\\S]+?)')}$`);
}

function literalLength(sentence: string): number {
  return sentence.replace(/\{\d\}/g, '').length;
}
