import { trimmedPiece } from './piece.ts';
import type { AssertionLine, BlockSyntax, Definition, Directive, HeaderLine, SyntaxLine } from './syntax.ts';

/** Finds what was read at a line. Several passes over long lists would make a long block quadratic. */
export interface LineFinder {
  readonly definitions: ReadonlyMap<number, Definition>;
  readonly directives: ReadonlyMap<number, Directive>;
  readonly headers: ReadonlyMap<number, HeaderLine>;
  readonly assertions: ReadonlyMap<number, AssertionLine>;
}

export function lineFinder(block: BlockSyntax): LineFinder {
  const byLine = <T extends { readonly line: number }>(items: readonly T[]) => new Map(items.map(item => [item.line, item]));
  return {
    definitions: byLine(block.definitions),
    directives: byLine(block.directives),
    headers: byLine(block.headers),
    assertions: byLine(block.assertions),
  };
}

/** One line as it should be written; undefined where it has to stay as it is, with its line break. */
export function formatLine(block: BlockSyntax, line: SyntaxLine, index: number, found: LineFinder): string | undefined {
  const { text } = trimmedPiece(block.text, line.start, line.end);
  switch (line.kind) {
    case 'separator':
      return withValue('###', trimmedPiece(block.text, block.separator?.end ?? line.start, line.end).text);
    case 'blank':
      return '';
    case 'comment':
      // Without its indentation `###` would be a separator; a comment of several lines has its own layout.
      return /^(?:#|\/\/)(?!##)/.test(text) ? text : undefined;
    case 'directive':
      return text.startsWith('###') ? undefined : formatDirective(text, found.directives.get(index));
    case 'definition':
      return formatDefinition(block.text, found.definitions.get(index));
    case 'request':
      return formatRequestLine(block, line);
    case 'target':
      return block.requestLine?.kind === 'http' ? `    ${text}` : undefined;
    case 'header':
      return formatHeader(found.headers.get(index));
    case 'assertion':
      return formatAssertion(found.assertions.get(index)) ?? text;
    default:
      return undefined;
  }
}

function formatDirective(text: string, directive: Directive | undefined): string | undefined {
  if (directive === undefined) return undefined;
  const value = directive.value.text;
  // A value that begins with "=" needs the one that other clients write in front of it.
  const joined = value === '' ? '' : value.startsWith('=') ? ` = ${value}` : ` ${value}`;
  return `${text.startsWith('/') ? '//' : '#'} @${directive.name.text}${joined}`;
}

function formatDefinition(text: string, definition: Definition | undefined): string | undefined {
  if (definition === undefined) return undefined;
  const { name, value } = definition;
  const sign = text.slice(name.end, value.start).includes(':=') ? ':=' : '=';
  return withValue(`@${name.text} ${sign}`, value.text);
}

function formatRequestLine({ text, requestLine }: BlockSyntax, line: SyntaxLine): string | undefined {
  if (requestLine?.kind !== 'http') return undefined;
  const { method } = requestLine;
  const rest = trimmedPiece(text, method?.end ?? line.start, line.end).text;
  const tail = Math.max(0, rest.length - 40);
  const target =
    rest.slice(0, tail) + rest.slice(tail).replace(/\s+(HTTP\/\d(?:\.\d)?)$/i, (_, version: string) => ` ${version.toUpperCase()}`);
  return method === null ? target : withValue(method.text.toUpperCase(), target);
}

function formatHeader(header: HeaderLine | undefined): string | undefined {
  return header === undefined ? undefined : withValue(`${header.name.text}:`, header.value.text);
}

function formatAssertion(assertion: AssertionLine | undefined): string | undefined {
  if (assertion === undefined) return undefined;
  const { left, operator, right } = assertion;
  return `?? ${left.text} ${operator}${right === null ? '' : ` ${right.text}`}`;
}

function withValue(name: string, value: string): string {
  return value === '' ? name : `${name} ${value}`;
}
