/** One challenge of a `WWW-Authenticate` line: its scheme as written and its pairs in order, names in lower case. */
export interface ScannedChallenge {
  readonly scheme: string;
  readonly token68: string | null;
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

type Draft = { scheme: string; token68: string | null; pairs: [string, string][] };

const knownSchemes: ReadonlySet<string> = new Set(['basic', 'bearer', 'digest', 'dpop', 'mtls_pop', 'negotiate', 'ntlm', 'pop']);

/**
 * Splits a `WWW-Authenticate` line into its challenges (RFC 9110 section 11.6.1), in one pass over the text.
 * Lenient where services are: pairs may stand apart by spaces alone, values may be unquoted, `=` may have white space around it.
 */
export function scanChallenges(line: string): readonly ScannedChallenge[] {
  return new Scanner(line).run();
}

class Scanner {
  readonly #text: string;
  readonly #found: Draft[] = [];
  #at = 0;
  #comma = true;

  constructor(text: string) {
    this.#text = text;
  }

  run(): readonly ScannedChallenge[] {
    for (this.#skipSeparators(); this.#at < this.#text.length; this.#skipSeparators()) this.#readItem();
    return this.#found;
  }

  #readItem(): void {
    const start = this.#at;
    const word = this.#readWord();
    const current = this.#found.at(-1);
    const afterWord = this.#at;
    this.#skipSpaces();
    if (this.#text[this.#at] !== '=') {
      this.#at = afterWord;
      if (word === '') this.#at++;
      else if (current && this.#mayBeToken68(current) && !knownSchemes.has(word.toLowerCase())) current.token68 = word;
      else this.#found.push({ scheme: word, token68: null, pairs: [] });
      return;
    }
    if (current && this.#mayBeToken68(current) && this.#at === afterWord && this.#endsToken68()) {
      current.token68 = this.#text.slice(start, this.#at);
      return;
    }
    this.#at++;
    this.#skipSpaces();
    const value = this.#text[this.#at] === '"' ? this.#readQuoted() : this.#readUntil(isSeparator);
    if (word !== '') current?.pairs.push([word.toLowerCase(), value]);
  }

  #mayBeToken68(challenge: Draft): boolean {
    return !this.#comma && challenge.token68 === null && challenge.pairs.length === 0;
  }

  /** Steps over the padding of a token68; false, and no step, where the `=` belongs to a pair. */
  #endsToken68(): boolean {
    let end = this.#at;
    while (this.#text[end] === '=') end++;
    const next = this.#text[end];
    if (next !== undefined && !isSeparator(next)) return false;
    this.#at = end;
    return true;
  }

  #readWord(): string {
    return this.#readUntil(char => isSeparator(char) || char === '=' || char === '"');
  }

  #readUntil(stop: (char: string) => boolean): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !stop(this.#text[this.#at] as string)) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  /** A quoted-string with its quoted-pairs undone (RFC 9110 section 5.6.4); an unclosed one ends with the line. */
  #readQuoted(): string {
    const parts: string[] = [];
    let start = ++this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      if (this.#text[this.#at] === '\\' && this.#at + 1 < this.#text.length) {
        parts.push(this.#text.slice(start, this.#at));
        start = ++this.#at;
      }
      this.#at++;
    }
    parts.push(this.#text.slice(start, this.#at));
    this.#at++;
    return parts.join('');
  }

  #skipSpaces(): void {
    while (isSpace(this.#text[this.#at])) this.#at++;
  }

  #skipSeparators(): void {
    this.#comma = this.#at === 0;
    for (;;) {
      if (this.#text[this.#at] === ',') this.#comma = true;
      else if (!isSpace(this.#text[this.#at])) return;
      this.#at++;
    }
  }
}

const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\t';
const isSeparator = (char: string): boolean => char === ',' || isSpace(char);
