import type { BlockParts } from './blockParts.ts';
import { BodyForms } from './bodyForms.ts';
import type { BodyLine } from './bodyLines.ts';
import type { ForeignForm } from './foreignForm.ts';
import { maybeMissingSeparator, missingSeparator } from './headerLine.ts';
import type { LineCursor } from './lineCursor.ts';
import { isPlainRequestLine } from './requestLine.ts';
import { indentedSeparator } from './separatorLine.ts';
import type { HeaderLine, LineKind, Piece } from './syntax.ts';

/** Reads the lines of one block's body into its parts. */
export class BodyReader {
  readonly #forms: BodyForms;
  readonly #cursor: LineCursor;
  readonly #parts: BlockParts;

  constructor(text: string, cursor: LineCursor, parts: BlockParts) {
    this.#forms = new BodyForms(text);
    this.#cursor = cursor;
    this.#parts = parts;
  }

  /**
   * Reads the line at the cursor.
   * @param line without the white space at its ends
   * @returns what it is, or the section of another client that it begins
   */
  read(line: Piece, lineNumber: number): LineKind | ForeignForm {
    if (line.text === '') return this.#add('blank', 'blank', lineNumber);
    const { text } = line;
    if (text.startsWith('#') || text.startsWith('//')) {
      this.#parts.tell(indentedSeparator(line, this.#cursor.start));
      if (!this.#parts.directives.some(({ key }) => key === 'keepcomments')) return this.#add('notSent', 'notSent', lineNumber);
    }
    const form = this.#forms.read(text, this.#cursor.start, line.start > this.#cursor.start);
    if (form?.kind === 'fileBody') return this.#add('file', 'fileBody', lineNumber);
    if (form?.kind === 'doubtful') this.#doubtful(line);
    else if (form?.kind === 'commentEnd') this.#commentEnd(line);
    else if (form !== undefined) return form;
    if (isPlainRequestLine(text)) this.#request(line);
    return this.#add('text', 'body', lineNumber);
  }

  #add(kind: BodyLine['kind'], lineKind: LineKind, line: number): LineKind {
    this.#parts.bodyLines.push({ kind, start: this.#cursor.start, end: this.#cursor.end, next: this.#cursor.next, line });
    return lineKind;
  }

  #doubtful(line: Piece): void {
    const message = 'httpYac would leave this out of the body; here it is sent. Delete it if it is not meant.';
    this.#parts.report('body-in-other-clients', 'warning', message, line);
  }

  #commentEnd(line: Piece): void {
    const message =
      'No comment goes on behind a line "###": without this line the request would be sent. Add "# @disabled" to those that are not meant.';
    this.#parts.report('unclosed-comment', 'error', message, line);
  }

  #request(line: Piece): void {
    const method = this.#parts.requestLine?.method?.text.toUpperCase() ?? 'GET';
    if (['GET', 'HEAD', 'DELETE'].includes(method)) this.#parts.problems.push(missingSeparator(line));
    else if (line.start === this.#cursor.start && !this.#parts.headers.some(isBatch))
      this.#parts.problems.push(maybeMissingSeparator(line));
  }
}

/** Requests stand in the body of such a request as they should. */
function isBatch({ name, value }: HeaderLine): boolean {
  return name.text.toLowerCase() === 'content-type' && /^(?:multipart\/|application\/http)/i.test(value.text);
}
