import { readAssertion } from './assertionLine.ts';
import { lineMark } from './blockLines.ts';
import { BlockParts } from './blockParts.ts';
import { BodyReader } from './bodyReader.ts';
import { readDefinition } from './definitionLine.ts';
import { directiveProblems, readDirective } from './directiveLine.ts';
import { type ForeignForm, foreignForm, foreignFormAbove } from './foreignForm.ts';
import { missingSeparator, readHeaderLine } from './headerLine.ts';
import { LineCursor } from './lineCursor.ts';
import { behindComment, isWholeComment } from './longComment.ts';
import { trimmedPiece } from './piece.ts';
import type { Problem } from './problem.ts';
import { isPlainRequestLine, readRequestLine } from './requestLine.ts';
import { SectionTracker } from './sectionTracker.ts';
import { indentedSeparator, readSeparator } from './separatorLine.ts';
import type { BlockSyntax, LineKind, Piece } from './syntax.ts';
import { readTargetLine } from './targetLine.ts';

/**
 * What the next line can be. `stray` is a body that no blank line begins; `inside` skips to the end of a script or comment; `rest` takes everything to
 * the end of the block.
 */
type Mode = 'head' | 'target' | 'headers' | 'body' | 'after' | 'stray' | 'inside' | 'rest';

/** Parses one block by itself. Total and linear: every line gets a kind, and what is wrong becomes a problem. */
export function parseBlock(text: string): BlockSyntax {
  const parser = new BlockParser(text);
  return parser.parse();
}

class BlockParser {
  readonly #text: string;
  readonly #cursor: LineCursor;
  readonly #sections = new SectionTracker();
  readonly #parts: BlockParts;
  readonly #bodyReader: BodyReader;
  /** The parts of the request line's target: they grow line by line. */
  #target: Piece[] = [];
  #mode: Mode = 'head';
  #afterSection: Mode = 'head';
  #line = 0;

  constructor(text: string) {
    this.#text = text;
    this.#cursor = new LineCursor(text);
    this.#parts = new BlockParts(text);
    this.#bodyReader = new BodyReader(text, this.#cursor, this.#parts);
  }

  parse(): BlockSyntax {
    const cursor = this.#cursor;
    for (this.#line = 0; !cursor.isAtEnd; this.#line++) {
      cursor.toNextLine();
      if (this.#line === 0 && this.#text.startsWith('###', cursor.start)) this.#readSeparator();
      else this.#parts.marks.push(lineMark(this.#readLine(), cursor.start));
    }
    this.#parts.tell(this.#sections.closeAtEnd(this.#text.length));
    return this.#parts.toSyntax(this.#sections.sections);
  }

  #readSeparator(): void {
    const { hashes, title, name, problems } = readSeparator(this.#text, this.#cursor.start, this.#cursor.end);
    this.#parts.separator = { hashes, title, name };
    this.#parts.tell(problems);
    this.#parts.marks.push(lineMark('separator', this.#cursor.start));
  }

  #readLine(): LineKind {
    const line = trimmedPiece(this.#text, this.#cursor.start, this.#cursor.end);
    // The text of a script or comment is never an assertion; everywhere else `??` always is one.
    if (this.#mode === 'inside') return this.#insideSection(line);
    if (line.text.startsWith('??')) return this.#assertion(line);
    switch (this.#mode) {
      case 'head':
        return this.#head(line);
      case 'target':
        return this.#targetLine(line);
      case 'headers':
        return this.#header(line);
      case 'body':
        return this.#body(line);
      case 'after':
      case 'stray':
        return this.#after(line);
      case 'rest':
        return this.#sections.kind === 'curl' ? 'curl' : 'response';
    }
  }

  #head(line: Piece): LineKind {
    if (line.text === '') return 'blank';
    const common = this.#comment(line) ?? this.#definition(line);
    if (common !== undefined) return common;
    const form = foreignFormAbove(line.text);
    if (form !== undefined) return this.#foreign(form, line, 'head');
    if (line.text.startsWith('curl') && /^curl(?:\.exe)?\s/.test(line.text)) {
      this.#parts.tell(this.#sections.open('curl', line, this.#line));
      this.#mode = 'rest';
      return 'curl';
    }
    if (/^(?:import|run)\s+\S/.test(line.text)) return this.#lineSection('import', line);
    const { requestLine, problems } = readRequestLine(this.#text, line, this.#line);
    this.#target = [...requestLine.target];
    this.#parts.requestLine = { ...requestLine, target: this.#target };
    this.#parts.tell(problems);
    this.#mode = 'target';
    return 'request';
  }

  #targetLine(line: Piece): LineKind {
    if (line.text === '' || this.#parts.requestLine === null) return this.#header(line);
    const comment = this.#comment(line);
    if (comment !== undefined) return comment;
    const part = foreignForm(line.text) === undefined ? readTargetLine(this.#text, this.#cursor.start, line) : undefined;
    if (part === undefined) {
      this.#mode = 'headers';
      return this.#header(line);
    }
    if (part.target.text !== '') this.#target.push(part.target);
    this.#parts.requestLine = { ...this.#parts.requestLine, version: part.version ?? this.#parts.requestLine.version, end: line.end };
    return 'target';
  }

  #header(line: Piece): LineKind {
    if (line.text === '') {
      this.#mode = 'body';
      return 'blank';
    }
    const common = this.#comment(line) ?? this.#definition(line);
    if (common !== undefined) return common;
    const form = foreignForm(line.text);
    if (form !== undefined) return this.#foreign(form, line, 'after');
    if (line.text.startsWith('...') && /^\.{3}\S/.test(line.text)) return this.#lineSection('spread', line);
    const { header, guess, problems } = readHeaderLine(this.#text, this.#cursor.start, line, this.#line);
    // Text is told once: its other lines have no fault of their own.
    if (guess === 'header' || !this.#parts.problems.some(isStrayLine)) this.#parts.tell(problems);
    if (guess === 'body') this.#mode = 'stray';
    if (header === undefined) return 'stray';
    this.#parts.headers.push(header);
    return 'header';
  }

  #body(line: Piece): LineKind {
    const read = this.#bodyReader.read(line, this.#line);
    return typeof read === 'string' ? read : this.#foreign(read, line, 'after');
  }

  /** Behind a script, a redirect or a sample response no body can begin: other clients would send such text. */
  #after(line: Piece): LineKind {
    if (line.text === '') return 'blank';
    const comment = this.#comment(line);
    if (comment !== undefined) return 'comment';
    const form = foreignForm(line.text);
    if (form !== undefined && form.kind !== 'fileBody') return this.#foreign(form, line, 'after');
    if (isPlainRequestLine(line.text)) this.#parts.problems.push(missingSeparator(line));
    else if (this.#mode === 'after' && !this.#parts.problems.some(({ code }) => code === 'text-after-handler')) {
      const message = 'Text behind a script or a response belongs to nothing. Move the body above it, or put a line "###" before the text.';
      this.#parts.report('text-after-handler', 'error', message, line);
    }
    return 'stray';
  }

  #comment(line: Piece): LineKind | undefined {
    if (line.text.startsWith('/*')) return this.#longComment(line);
    if (!line.text.startsWith('#') && !line.text.startsWith('//')) return undefined;
    this.#parts.tell(indentedSeparator(line, this.#cursor.start));
    const directive = this.#mode === 'after' || this.#mode === 'stray' ? undefined : readDirective(this.#text, line, this.#line);
    if (directive === undefined) return 'comment';
    this.#parts.directives.push(directive);
    this.#parts.tell(directiveProblems(directive, this.#text));
    return 'directive';
  }

  /** `/*` to the same sign turned round, in one line or several. */
  #longComment(line: Piece): LineKind {
    const isWhole = isWholeComment(line.text);
    this.#parts.tell(this.#sections.open('comment', line, this.#line, isWhole ? '' : '*/'));
    if (isWhole) this.#closeComment(line, true);
    else {
      this.#afterSection = this.#mode;
      this.#mode = 'inside';
    }
    return 'comment';
  }

  #closeComment(line: Piece, isFirst: boolean): void {
    this.#sections.close(this.#cursor.end);
    this.#parts.tell(behindComment(this.#text, line, isFirst));
  }

  #definition(line: Piece): LineKind | undefined {
    if (!line.text.startsWith('@')) return undefined;
    const { definition, problems } = readDefinition(this.#text, line, this.#line);
    if (definition !== undefined) this.#parts.definitions.push(definition);
    this.#parts.tell(problems);
    return definition === undefined ? 'stray' : 'definition';
  }

  #assertion(line: Piece): LineKind {
    const { assertion, problems } = readAssertion(this.#text, line, this.#line);
    if (assertion !== undefined) this.#parts.assertions.push(assertion);
    this.#parts.tell(problems);
    return 'assertion';
  }

  #foreign(form: ForeignForm, line: Piece, then: Mode): LineKind {
    if (form.kind === 'fileBody') {
      const message = 'A file can only be the body. Put a blank line between the headers and this line.';
      this.#parts.report('not-supported', 'error', message, line);
      return 'stray';
    }
    const closes = form.kind === 'script' && form.closes !== null ? form.closes : '';
    this.#parts.tell(this.#sections.open(form.kind, line, this.#line, closes));
    if (form.kind === 'response') {
      this.#mode = 'rest';
      return 'response';
    }
    if (closes === '') {
      this.#mode = then;
      this.#sections.close(this.#cursor.end);
    } else {
      this.#mode = 'inside';
      this.#afterSection = then;
    }
    return form.kind;
  }

  #insideSection(line: Piece): LineKind {
    const kind = this.#sections.kind === 'comment' ? 'comment' : 'script';
    if (!this.#sections.isLast(line.text)) return kind;
    this.#mode = this.#afterSection;
    if (kind === 'comment') this.#closeComment(line, false);
    else this.#sections.close(this.#cursor.end);
    return kind;
  }

  #lineSection(kind: 'import' | 'spread', line: Piece): LineKind {
    this.#parts.tell(this.#sections.open(kind, line, this.#line));
    this.#sections.close(line.end);
    return kind;
  }
}

function isStrayLine({ code }: Problem): boolean {
  return code === 'header-without-colon' || code === 'header-name';
}
