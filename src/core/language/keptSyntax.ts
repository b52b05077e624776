import { parseBlock } from './parseBlock.ts';
import type { BlockSyntax } from './syntax.ts';

/**
 * A block's tree as a document keeps it. What all blocks are asked for after each edit stands in it; the rest, which is most of a tree
 * and looked at in one block at a time, is made of the text again: ten thousand requests then take 9 MB instead of 21.
 */
export class KeptSyntax implements BlockSyntax {
  readonly text: string;
  readonly lineMarks: BlockSyntax['lineMarks'];
  readonly separator: BlockSyntax['separator'];
  readonly title: BlockSyntax['title'];
  readonly name: BlockSyntax['name'];
  readonly isDisabled: boolean;
  readonly definitions: BlockSyntax['definitions'];
  readonly requestLine: BlockSyntax['requestLine'];
  readonly assertions: BlockSyntax['assertions'];
  readonly sections: BlockSyntax['sections'];
  readonly problems: BlockSyntax['problems'];
  readonly #look: LastLook;

  constructor(whole: BlockSyntax, look: LastLook) {
    this.text = whole.text;
    this.lineMarks = whole.lineMarks;
    this.separator = whole.separator;
    this.title = whole.title;
    this.name = whole.name;
    this.isDisabled = whole.isDisabled;
    this.definitions = whole.definitions;
    this.requestLine = whole.requestLine;
    this.assertions = whole.assertions;
    this.sections = whole.sections;
    this.problems = whole.problems;
    this.#look = look;
  }

  get directives(): BlockSyntax['directives'] {
    return this.#look.wholeOf(this).directives;
  }

  get headers(): BlockSyntax['headers'] {
    return this.#look.wholeOf(this).headers;
  }

  get body(): BlockSyntax['body'] {
    return this.#look.wholeOf(this).body;
  }
}

/** The whole tree of the block that was looked at last: whoever looks at one asks for several parts of it, one after the other. */
export class LastLook {
  #kept: KeptSyntax | undefined;
  #whole: BlockSyntax | undefined;

  wholeOf(kept: KeptSyntax): BlockSyntax {
    const whole = this.#kept === kept ? this.#whole : undefined;
    if (whole !== undefined) return whole;
    this.#kept = kept;
    this.#whole = parseBlock(kept.text);
    return this.#whole;
  }
}
