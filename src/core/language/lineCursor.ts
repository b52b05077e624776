/** Walks through the lines of a text once. A line ends in CR LF, LF or a lone CR; a byte order mark is part of no line. */
export class LineCursor {
  readonly #text: string;
  /** The line at hand without its break, and where the next one begins. */
  start = 0;
  end = 0;
  next: number;
  /** The next ones at or behind the line's start; the text's end where there is none. */
  #lineFeed = -1;
  #carriageReturn = -1;

  constructor(text: string) {
    this.#text = text;
    this.next = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  get isAtEnd(): boolean {
    return this.next >= this.#text.length;
  }

  toNextLine(): void {
    const text = this.#text;
    this.start = this.next;
    // Each is looked for once: a text without one of them is not searched to its end by every line.
    if (this.#lineFeed < this.start) this.#lineFeed = placeOf('\n', text, this.start);
    if (this.#carriageReturn < this.start) this.#carriageReturn = placeOf('\r', text, this.start);
    this.end = Math.min(this.#lineFeed, this.#carriageReturn);
    const isBoth = this.#lineFeed === this.#carriageReturn + 1;
    this.next = Math.min(this.end + (isBoth ? 2 : 1), text.length);
  }
}

function placeOf(character: string, text: string, from: number): number {
  const place = text.indexOf(character, from);
  return place < 0 ? text.length : place;
}
