import type { Assertion } from '../model/resolvedRequest.ts';
import type { TextSpan } from '../model/textSpan.ts';
import type { Problem } from './problem.ts';

/** A span with the text that it covers. */
export interface Piece extends TextSpan {
  readonly text: string;
}

/** What one line is. The lines of a block with their breaks are the whole block: nothing is dropped. */
export type LineKind =
  | 'separator'
  | 'blank'
  | 'comment'
  | 'directive'
  | 'definition'
  | 'request'
  | 'target'
  | 'header'
  | 'body'
  | 'notSent'
  | 'fileBody'
  | 'assertion'
  | 'script'
  | 'response'
  | 'redirect'
  | 'responseLink'
  | 'curl'
  | 'import'
  | 'spread'
  | 'stray';

/** One line; `end` excludes its line break. */
export interface SyntaxLine extends TextSpan {
  readonly kind: LineKind;
}

/** `@name = value`. `line` counts from the first line of the block. */
export interface Definition extends TextSpan {
  readonly name: Piece;
  readonly value: Piece;
  readonly line: number;
}

/** `# @name value`. `key` is the name in lower case without dashes: `noLog` and `no-log` are one. */
export interface Directive extends TextSpan {
  readonly key: string;
  readonly name: Piece;
  readonly value: Piece;
  readonly line: number;
}

/**
 * The request line with the query and path lines that belong to it. `malformed` and `unsupported` ones carry an error:
 * they are kept so that a Send at them says what is wrong.
 */
export interface RequestLine extends TextSpan {
  readonly kind: 'http' | 'unsupported' | 'malformed';
  /** null where the line names none: GET. */
  readonly method: Piece | null;
  /** The target's parts, one a line, to be joined without anything between. */
  readonly target: readonly Piece[];
  /** `HTTP/1.1` as written. */
  readonly version: Piece | null;
  readonly line: number;
}

export interface HeaderLine extends TextSpan {
  readonly name: Piece;
  readonly value: Piece;
  readonly line: number;
}

/** A stretch of body text with its line breaks, or a file whose bytes stand in its place. */
export type BodyPart =
  | (Piece & { readonly kind: 'text' })
  | (TextSpan & {
      readonly kind: 'file';
      readonly path: Piece;
      /** `<@`: variables in the file are filled in. */
      readonly expand: boolean;
      /** `<@latin1`: the encoding's name, null for UTF-8. */
      readonly encoding: string | null;
      readonly line: number;
    });

/** The body from its first to its last line that is sent. `notSent` are the comment lines inside. */
export interface Body extends TextSpan {
  readonly parts: readonly BodyPart[];
  readonly notSent: readonly TextSpan[];
}

/** A `??` line. `right` is null for operators that take none. */
export interface AssertionLine extends TextSpan {
  /** The line as written, without `??`. */
  readonly text: string;
  readonly left: Piece;
  readonly operator: Assertion['operator'];
  readonly right: Piece | null;
  readonly line: number;
}

/** A construct of another client that is recognised, never run and never sent. */
export interface ForeignSection extends TextSpan {
  readonly kind: 'script' | 'response' | 'redirect' | 'responseLink' | 'curl' | 'import' | 'spread' | 'comment';
  readonly line: number;
}

/**
 * One block by itself: the text from one `###` to the next, parsed. All spans and lines in it count from the start of the block,
 * so that an edit elsewhere in the document leaves it as it is.
 */
export interface BlockSyntax {
  readonly text: string;
  /** One number for each line: `blockLines` reads them. */
  readonly lineMarks: readonly number[];
  /** The hashes of the separator; null for text before the first one. */
  readonly separator: TextSpan | null;
  readonly title: Piece | null;
  /** `# @name x`, or the title's name where there is none. */
  readonly name: Piece | null;
  /** `# @disabled` stands in it: it is not sent. */
  readonly isDisabled: boolean;
  readonly definitions: readonly Definition[];
  readonly directives: readonly Directive[];
  readonly requestLine: RequestLine | null;
  readonly headers: readonly HeaderLine[];
  readonly body: Body | null;
  readonly assertions: readonly AssertionLine[];
  readonly sections: readonly ForeignSection[];
  readonly problems: readonly Problem[];
}

/** A block where it stands in its document: `start` and `end` are offsets in the whole text, `line` is its first line. */
export interface Block extends TextSpan {
  readonly line: number;
  readonly syntax: BlockSyntax;
}

export interface RequestBlock extends Block {
  readonly syntax: BlockSyntax & { readonly requestLine: RequestLine };
}

/** A parsed text. The texts of the blocks, one after the other, are `text`. The spans of `problems` are offsets in `text`. */
export interface KvDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
}

export function isRequestBlock(block: Block): block is RequestBlock {
  return block.syntax.requestLine !== null;
}

/** The requests of a document, in order. */
export function requestBlocks(document: KvDocument): readonly RequestBlock[] {
  return document.blocks.filter(isRequestBlock);
}

/** A span of a block as offsets in the document. */
export function spanInDocument(block: Block, span: TextSpan): TextSpan {
  return { start: block.start + span.start, end: block.start + span.end };
}
