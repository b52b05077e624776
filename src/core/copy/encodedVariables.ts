import { splitTemplate } from '../resolve/template.ts';

/**
 * Percent-encodes texts that hold variables of a shell. What these will hold has to be encoded too, and only a variable of the file can be:
 * `{{%name}}`.
 */
export class EncodedVariables {
  readonly #names = new Map<string, string>();

  encode(text: string): string {
    return splitTemplate(text)
      .map(part => (part.kind === 'expression' ? this.#encoded(text.slice(part.span.start, part.span.end)) : encoded(part.text)))
      .join('');
  }

  /** The lines that define what `encode` has put in place of the variables. */
  definitions(): readonly string[] {
    return [...this.#names].map(([written, name]) => `@${name} = ${written}`);
  }

  #encoded(written: string): string {
    const known = this.#names.get(written) ?? this.#freeName(nameFor(written));
    this.#names.set(written, known);
    return `{{%${known}}}`;
  }

  #freeName(wanted: string): string {
    const taken = new Set(this.#names.values());
    let name = wanted;
    for (let next = 2; taken.has(name); next++) name = `${wanted}${next}`;
    return name;
  }
}

/** As curl encodes a form. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');

/** `clientSecret` for `{{$processEnv CLIENT_SECRET}}`. */
function nameFor(written: string): string {
  const words = /^\{\{\$processEnv (\w+)\}\}$/.exec(written)?.[1]?.toLowerCase().split('_').filter(Boolean) ?? [];
  const name = words.map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join('');
  return /^[a-z]/.test(name) ? name : `value${name}`;
}
