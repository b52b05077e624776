import { type Duplicate, documentProblems, findDuplicates, hasSameNames } from './documentProblems.ts';
import type { Problem } from './problem.ts';
import type { Block, KvDocument } from './syntax.ts';

/** A text as the parser hands it over. Its problems are found when somebody asks for them: a lens and an outline do not. */
export class ParsedDocument implements KvDocument {
  readonly text: string;
  readonly blocks: readonly Block[];
  #duplicates: readonly Duplicate[] | undefined;
  #problems: readonly Problem[] | undefined;

  constructor(text: string, blocks: readonly Block[]) {
    this.text = text;
    this.blocks = blocks;
  }

  get problems(): readonly Problem[] {
    this.#duplicates ??= findDuplicates(this.blocks);
    this.#problems ??= documentProblems(this.blocks, this.#duplicates);
    return this.#problems;
  }

  /** This document after an edit that left `front` blocks at its start and `back` at its end as they were. Few edits touch a name. */
  edited(text: string, blocks: readonly Block[], { front, back }: { readonly front: number; readonly back: number }): ParsedDocument {
    const after = new ParsedDocument(text, blocks);
    if (blocks.length !== this.blocks.length) return after;
    for (let index = front; index < blocks.length - back; index++) {
      const [now, before] = [blocks[index]?.syntax, this.blocks[index]?.syntax];
      if (now === undefined || before === undefined || !hasSameNames(now, before)) return after;
    }
    after.#duplicates = this.#duplicates;
    return after;
  }
}
