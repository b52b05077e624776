import type { TextSpan } from '../model/textSpan.ts';
import { blockProblems } from './blockProblems.ts';
import { type BodyLine, makeBody } from './bodyLines.ts';
import { type Problem, problemAt } from './problem.ts';
import type { AssertionLine, BlockSyntax, Definition, Directive, ForeignSection, HeaderLine, Piece, RequestLine } from './syntax.ts';
import { targetProblems } from './targetLine.ts';

/** What the lines of one block turned out to be, gathered one after the other. */
export class BlockParts {
  readonly #text: string;
  readonly marks: number[] = [];
  readonly definitions: Definition[] = [];
  readonly directives: Directive[] = [];
  readonly headers: HeaderLine[] = [];
  readonly assertions: AssertionLine[] = [];
  readonly problems: Problem[] = [];
  readonly bodyLines: BodyLine[] = [];
  separator: { readonly hashes: TextSpan; readonly title: Piece | null; readonly name: Piece | null } | null = null;
  requestLine: RequestLine | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** One by one: a call cannot take as many arguments as a hostile block has problems. */
  tell(problems: readonly Problem[]): void {
    for (const problem of problems) this.problems.push(problem);
  }

  report(code: Problem['code'], severity: Problem['severity'], message: string, at: TextSpan): void {
    this.problems.push(problemAt(code, severity, message, at));
  }

  /** The tree, once all lines have been read. */
  toSyntax(sections: readonly ForeignSection[]): BlockSyntax {
    if (this.requestLine !== null) this.tell(targetProblems(this.requestLine));
    this.tell(blockProblems(this.directives, this.headers));
    const named = this.directives.findLast(({ key, value }) => key === 'name' && value.text !== '');
    return {
      text: this.#text,
      separator: this.separator?.hashes ?? null,
      title: this.separator?.title ?? null,
      name: named?.value ?? this.separator?.name ?? null,
      isDisabled: this.directives.some(({ key }) => key === 'disabled'),
      definitions: orNone(this.definitions),
      directives: orNone(this.directives),
      requestLine: this.requestLine,
      headers: orNone(this.headers),
      body: makeBody(this.#text, this.bodyLines),
      assertions: orNone(this.assertions),
      sections: orNone(sections),
      problems: orNone(this.problems),
      lineMarks: this.marks.slice(),
    };
  }
}

/** Most blocks have most lists empty: one list for all of them saves a tenth of a large tree. */
const none: readonly never[] = [];

/** A list that has grown has room for more: a copy has not, and the tree stays. */
function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}
