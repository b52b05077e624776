import { type ForeignForm, foreignForm, isPath } from './foreignForm.ts';

/**
 * What a line of a body is in another client. `doubtful`: httpYac would leave it out, and it can as well be text that is meant.
 * `commentEnd`: the end of a comment that began in a block above, so that this one is meant to be no request.
 */
export type BodyForm = ForeignForm | { readonly kind: 'doubtful' } | { readonly kind: 'commentEnd' };

/** Reads the lines of the bodies of one block. */
export class BodyForms {
  readonly #text: string;
  /** Where the last line begins that is such a mark alone; looked for once. */
  #lastAlone: Map<string, number> | undefined;
  #firstComment: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * What a line is; undefined for plain text.
   * @param line without the white space at its ends
   * @param lineStart where it begins with its indentation
   */
  read(line: string, lineStart: number, isIndented: boolean): BodyForm | undefined {
    if (line === '*/') return this.#isInComment(lineStart) ? undefined : { kind: 'commentEnd' };
    const form = foreignForm(line);
    const certain = isIndented ? this.#indented(form, line, lineStart) : form;
    return certain ?? (this.#isDoubtful(form, line, lineStart) ? { kind: 'doubtful' } : undefined);
  }

  /** Indented, a line is a section only where it can be nothing else: JSON, markup and quoted text are indented too. */
  #indented(form: ForeignForm | undefined, line: string, lineStart: number): ForeignForm | undefined {
    switch (form?.kind) {
      case 'script':
        if (form.closes === '}}') return this.#endsBelow(/^[ \t]*\}\}[ \t]*$/gm, lineStart) ? form : undefined;
        return /^>\s/.test(line) ? form : undefined;
      case 'redirect':
      case 'responseLink':
        return isPath(line.replace(/^[<>!]{2,3}\s*/, '')) ? form : undefined;
      default:
        return undefined;
    }
  }

  #isDoubtful(form: ForeignForm | undefined, line: string, lineStart: number): boolean {
    if (form !== undefined) return form.kind === 'redirect' || form.kind === 'responseLink' || form.kind === 'response';
    if (line === '/*') return this.#endsBelow(/^[ \t]*\*\/[ \t]*$/gm, lineStart);
    return /^>\s+[^\s{%}]+$/.test(line) || /^<>\s*\S/.test(line);
  }

  /** A comment of the body's own language; `*` before it makes it a part of a media range. */
  #isInComment(lineStart: number): boolean {
    this.#firstComment ??= this.#text.search(/(?<!\*)\/\*/);
    return this.#firstComment >= 0 && this.#firstComment < lineStart;
  }

  #endsBelow(alone: RegExp, lineStart: number): boolean {
    this.#lastAlone ??= new Map();
    let last = this.#lastAlone.get(alone.source);
    if (last === undefined) {
      last = -1;
      for (const { index } of this.#text.matchAll(alone)) last = index;
      this.#lastAlone.set(alone.source, last);
    }
    return last > lineStart;
  }
}
