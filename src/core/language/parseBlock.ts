import type { TextSpan } from '../model/textSpan.ts';
import { readAssertion } from './assertionLine.ts';
import { lineMark } from './blockLines.ts';
import { blockProblems } from './blockProblems.ts';
import { type BodyLine, makeBody } from './bodyLines.ts';
import { readDefinition } from './definitionLine.ts';
import { directiveProblems, readDirective } from './directiveLine.ts';
import { type ForeignForm, foreignForm, foreignFormAbove } from './foreignForm.ts';
import { foreignProblem } from './foreignProblem.ts';
import { maybeMissingSeparator, missingSeparator, readHeaderLine } from './headerLine.ts';
import { LineCursor } from './lineCursor.ts';
import { trimmedPiece } from './piece.ts';
import { type Problem, problemAt } from './problem.ts';
import { isPlainRequestLine, readRequestLine } from './requestLine.ts';
import { readSeparator } from './separatorLine.ts';
import type {
  AssertionLine,
  BlockSyntax,
  Definition,
  Directive,
  ForeignSection,
  HeaderLine,
  LineKind,
  Piece,
  RequestLine,
} from './syntax.ts';
import { readTargetLine, targetProblems } from './targetLine.ts';

/** What the next line can be. `inside` skips to the end of a script; `rest` takes everything to the end of the block. */
type Mode = 'head' | 'target' | 'headers' | 'body' | 'after' | 'inside' | 'rest';

/** Parses one block by itself. Total and linear: every line gets a kind, and what is wrong becomes a problem. */
export function parseBlock(text: string): BlockSyntax {
  const parser = new BlockParser(text);
  return parser.parse();
}

class BlockParser {
  readonly #text: string;
  readonly #cursor: LineCursor;
  readonly #marks: number[] = [];
  readonly #definitions: Definition[] = [];
  readonly #directives: Directive[] = [];
  readonly #headers: HeaderLine[] = [];
  readonly #assertions: AssertionLine[] = [];
  readonly #sections: ForeignSection[] = [];
  readonly #problems: Problem[] = [];
  readonly #bodyLines: BodyLine[] = [];
  #separator: { readonly hashes: { start: number; end: number }; readonly title: Piece | null; readonly name: Piece | null } | null = null;
  #requestLine: RequestLine | null = null;
  /** The parts of the request line's target: they grow line by line. */
  #target: Piece[] = [];
  #mode: Mode = 'head';
  #afterSection: Mode = 'head';
  #closes = '';
  #open: { kind: ForeignSection['kind']; start: number; line: number } | null = null;
  #line = 0;

  constructor(text: string) {
    this.#text = text;
    this.#cursor = new LineCursor(text);
  }

  parse(): BlockSyntax {
    const cursor = this.#cursor;
    for (this.#line = 0; !cursor.isAtEnd; this.#line++) {
      cursor.toNextLine();
      if (this.#line === 0 && this.#text.startsWith('###', cursor.start)) this.#readSeparator();
      else this.#marks.push(lineMark(this.#readLine(), cursor.start));
    }
    this.#closeSection(this.#text.length);
    if (this.#requestLine !== null) this.#tell(targetProblems(this.#requestLine));
    this.#tell(blockProblems(this.#directives, this.#headers));
    return this.#result();
  }

  #readSeparator(): void {
    const { hashes, title, name, problems } = readSeparator(this.#text, this.#cursor.start, this.#cursor.end);
    this.#separator = { hashes, title, name };
    this.#tell(problems);
    this.#marks.push(lineMark('separator', this.#cursor.start));
  }

  #readLine(): LineKind {
    const line = trimmedPiece(this.#text, this.#cursor.start, this.#cursor.end);
    // A script's own text is never an assertion; everywhere else `??` always is one.
    if (this.#mode === 'inside') return this.#insideScript(line);
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
        return this.#after(line);
      case 'rest':
        return this.#open?.kind === 'curl' ? 'curl' : 'response';
    }
  }

  #head(line: Piece): LineKind {
    if (line.text === '') return 'blank';
    const common = this.#comment(line) ?? this.#definition(line);
    if (common !== undefined) return common;
    const form = foreignFormAbove(line.text);
    if (form !== undefined) return this.#foreign(form, line, 'head');
    if (line.text.startsWith('curl') && /^curl(?:\.exe)?\s/.test(line.text)) {
      this.#openSection('curl', line);
      this.#mode = 'rest';
      return 'curl';
    }
    if (/^(?:import|run)\s+\S/.test(line.text)) return this.#lineSection('import', line);
    const { requestLine, problems } = readRequestLine(this.#text, line, this.#line);
    this.#target = [...requestLine.target];
    this.#requestLine = { ...requestLine, target: this.#target };
    this.#tell(problems);
    this.#mode = 'target';
    return 'request';
  }

  #targetLine(line: Piece): LineKind {
    if (line.text === '' || this.#requestLine === null) return this.#header(line);
    const comment = this.#comment(line);
    if (comment !== undefined) return comment;
    const part = foreignForm(line.text) === undefined ? readTargetLine(this.#text, this.#cursor.start, line) : undefined;
    if (part === undefined) {
      this.#mode = 'headers';
      return this.#header(line);
    }
    if (part.target.text !== '') this.#target.push(part.target);
    this.#requestLine = { ...this.#requestLine, version: part.version ?? this.#requestLine.version, end: line.end };
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
    const { header, problems } = readHeaderLine(this.#text, this.#cursor.start, line, this.#line);
    this.#tell(problems);
    if (header === undefined) return 'stray';
    this.#headers.push(header);
    return 'header';
  }

  #body(line: Piece): LineKind {
    if (line.text === '') return this.#bodyLine('blank', 'blank');
    const { text } = line;
    if (text.startsWith('#') || text.startsWith('//')) {
      this.#indentedSeparator(line);
      if (!this.#directives.some(({ key }) => key === 'keepcomments')) return this.#bodyLine('notSent', 'notSent');
    }
    // Indented, these are far more likely text of the body than a section.
    const form = line.start === this.#cursor.start ? foreignForm(text) : undefined;
    if (form?.kind === 'fileBody') return this.#bodyLine('file', 'fileBody');
    if (form !== undefined) return this.#foreign(form, line, 'after');
    if (isPlainRequestLine(text)) this.#requestInBody(line);
    return this.#bodyLine('text', 'body');
  }

  #requestInBody(line: Piece): void {
    const method = this.#requestLine?.method?.text.toUpperCase() ?? 'GET';
    if (['GET', 'HEAD', 'DELETE'].includes(method)) this.#problems.push(missingSeparator(line));
    else if (line.start === this.#cursor.start && !this.#headers.some(isBatch)) this.#problems.push(maybeMissingSeparator(line));
  }

  #bodyLine(kind: BodyLine['kind'], lineKind: LineKind): LineKind {
    this.#bodyLines.push({ kind, start: this.#cursor.start, end: this.#cursor.end, next: this.#cursor.next, line: this.#line });
    return lineKind;
  }

  /** Behind a script, a redirect or a sample response no body can begin: other clients would send such text. */
  #after(line: Piece): LineKind {
    if (line.text === '') return 'blank';
    const comment = this.#comment(line);
    if (comment !== undefined) return 'comment';
    const form = foreignForm(line.text);
    if (form !== undefined && form.kind !== 'fileBody') return this.#foreign(form, line, 'after');
    if (isPlainRequestLine(line.text)) this.#problems.push(missingSeparator(line));
    else if (!this.#problems.some(({ code }) => code === 'text-after-handler')) {
      const message = 'Text behind a script or a response belongs to nothing. Move the body above it, or put a line "###" before the text.';
      this.#report('text-after-handler', 'error', message, line);
    }
    return 'stray';
  }

  #comment(line: Piece): LineKind | undefined {
    if (!line.text.startsWith('#') && !line.text.startsWith('//')) return undefined;
    this.#indentedSeparator(line);
    const directive = this.#mode === 'after' ? undefined : readDirective(this.#text, line, this.#line);
    if (directive === undefined) return 'comment';
    this.#directives.push(directive);
    this.#tell(directiveProblems(directive, this.#text));
    return 'directive';
  }

  #indentedSeparator(line: Piece): void {
    if (!line.text.startsWith('###') || line.start === this.#cursor.start) return;
    this.#report('indented-separator', 'warning', 'A separator begins at the start of the line. Remove the indentation.', line);
  }

  #definition(line: Piece): LineKind | undefined {
    if (!line.text.startsWith('@')) return undefined;
    const { definition, problems } = readDefinition(this.#text, line, this.#line);
    if (definition !== undefined) this.#definitions.push(definition);
    this.#tell(problems);
    return definition === undefined ? 'stray' : 'definition';
  }

  #assertion(line: Piece): LineKind {
    const { assertion, problems } = readAssertion(this.#text, line, this.#line);
    if (assertion !== undefined) this.#assertions.push(assertion);
    this.#tell(problems);
    return 'assertion';
  }

  #foreign(form: ForeignForm, line: Piece, then: Mode): LineKind {
    if (form.kind === 'fileBody') {
      const message = 'A file can only be the body. Put a blank line between the headers and this line.';
      this.#report('not-supported', 'error', message, line);
      return 'stray';
    }
    this.#openSection(form.kind, line);
    if (form.kind === 'response') {
      this.#mode = 'rest';
      return 'response';
    }
    this.#mode = then;
    if (form.kind === 'script' && form.closes !== null) {
      this.#mode = 'inside';
      this.#afterSection = then;
      this.#closes = form.closes;
    } else this.#closeSection(this.#cursor.end);
    return form.kind;
  }

  #insideScript(line: Piece): LineKind {
    if (this.#closes === '%}' ? line.text.includes('%}') : line.text === '}}') {
      this.#mode = this.#afterSection;
      this.#closes = '';
      this.#closeSection(this.#cursor.end);
    }
    return 'script';
  }

  #openSection(kind: ForeignSection['kind'], line: Piece): void {
    const problem = foreignProblem(kind, line);
    if (problem !== undefined) this.#problems.push(problem);
    this.#open = { kind, start: line.start, line: this.#line };
  }

  #lineSection(kind: 'import' | 'spread', line: Piece): LineKind {
    this.#openSection(kind, line);
    this.#closeSection(line.end);
    return kind;
  }

  #closeSection(end: number): void {
    if (this.#open === null) return;
    if (this.#closes !== '') {
      const message = `This script is never closed, so the rest of the request belongs to it. Add a line "${this.#closes}".`;
      const { start } = this.#open;
      this.#report('unclosed-script', 'error', message, { start, end });
    }
    this.#sections.push({ ...this.#open, end });
    this.#open = null;
  }

  /** One by one: a call cannot take as many arguments as a hostile block has problems. */
  #tell(problems: readonly Problem[]): void {
    for (const problem of problems) this.#problems.push(problem);
  }

  #report(code: Problem['code'], severity: Problem['severity'], message: string, at: TextSpan): void {
    this.#problems.push(problemAt(code, severity, message, at));
  }

  #result(): BlockSyntax {
    const named = this.#directives.findLast(({ key, value }) => key === 'name' && value.text !== '');
    return {
      text: this.#text,
      separator: this.#separator?.hashes ?? null,
      title: this.#separator?.title ?? null,
      name: named?.value ?? this.#separator?.name ?? null,
      isDisabled: this.#directives.some(({ key }) => key === 'disabled'),
      definitions: orNone(this.#definitions),
      directives: orNone(this.#directives),
      requestLine: this.#requestLine,
      headers: orNone(this.#headers),
      body: makeBody(this.#text, this.#bodyLines),
      assertions: orNone(this.#assertions),
      sections: orNone(this.#sections),
      problems: orNone(this.#problems),
      lineMarks: this.#marks.slice(),
    };
  }
}

/** Requests stand in the body of such a request as they should. */
function isBatch({ name, value }: HeaderLine): boolean {
  return name.text.toLowerCase() === 'content-type' && /^(?:multipart\/|application\/http)/i.test(value.text);
}

/** Most blocks have most lists empty: one list for all of them saves a tenth of a large tree. */
const none: readonly never[] = [];

/** A list that has grown has room for more: a copy has not, and the tree stays. */
function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}
