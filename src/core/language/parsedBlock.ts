import type { TextSpan } from '../model/textSpan.ts';
import type { Problem } from './problem.ts';
import type {
  AssertionLine,
  BlockSyntax,
  Body,
  Definition,
  Directive,
  ForeignSection,
  HeaderLine,
  LineKind,
  Piece,
  RequestLine,
  SyntaxLine,
} from './syntax.ts';

const kinds: readonly LineKind[] = [
  'separator',
  'blank',
  'comment',
  'directive',
  'definition',
  'request',
  'target',
  'header',
  'body',
  'notSent',
  'fileBody',
  'assertion',
  'script',
  'response',
  'redirect',
  'responseLink',
  'curl',
  'import',
  'spread',
  'stray',
];
const numberOf = Object.fromEntries(kinds.map((kind, index) => [kind, index])) as Readonly<Record<LineKind, number>>;

/** A line's kind and start in one number: a tree of many requests is mostly lines, and a number is a seventh of an object. */
export function lineMark(kind: LineKind, start: number): number {
  return start * kinds.length + numberOf[kind];
}

/** A block as the parser hands it over. */
export class ParsedBlock implements BlockSyntax {
  readonly text: string;
  readonly separator: TextSpan | null;
  readonly title: Piece | null;
  readonly name: Piece | null;
  readonly definitions: readonly Definition[];
  readonly directives: readonly Directive[];
  readonly requestLine: RequestLine | null;
  readonly headers: readonly HeaderLine[];
  readonly body: Body | null;
  readonly assertions: readonly AssertionLine[];
  readonly sections: readonly ForeignSection[];
  readonly problems: readonly Problem[];
  /** One `lineMark` for each line. */
  readonly marks: readonly number[];

  constructor(parts: Omit<BlockSyntax, 'lines' | 'lineCount'> & { readonly marks: readonly number[] }) {
    this.text = parts.text;
    this.separator = parts.separator;
    this.title = parts.title;
    this.name = parts.name;
    this.definitions = parts.definitions;
    this.directives = parts.directives;
    this.requestLine = parts.requestLine;
    this.headers = parts.headers;
    this.body = parts.body;
    this.assertions = parts.assertions;
    this.sections = parts.sections;
    this.problems = parts.problems;
    this.marks = parts.marks;
  }

  get lineCount(): number {
    return this.marks.length;
  }

  get lines(): readonly SyntaxLine[] {
    return this.marks.map((mark, index) => {
      const next = this.marks[index + 1];
      const behind = next === undefined ? this.text.length : Math.floor(next / kinds.length);
      const start = Math.floor(mark / kinds.length);
      return { kind: kinds[mark % kinds.length] ?? 'stray', start, end: withoutBreak(this.text, start, behind) };
    });
  }
}

function withoutBreak(text: string, start: number, end: number): number {
  const last = text.charCodeAt(end - 1);
  if (end <= start || (last !== 10 && last !== 13)) return end;
  return last === 10 && end - 1 > start && text.charCodeAt(end - 2) === 13 ? end - 2 : end - 1;
}
