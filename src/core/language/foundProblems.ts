import { blockAt } from './blockAt.ts';
import type { Problem } from './problem.ts';
import type { Block, BlockSyntax, KvDocument } from './syntax.ts';

/** A problem that was found while a block was looked at; its span counts from the block that it stands in, mostly the same one. */
interface Found {
  readonly home: BlockSyntax;
  readonly problem: Problem;
}

/**
 * What was found in blocks beyond their own text. It is kept by what stays the same object while other blocks are edited: it moves with
 * its block, and is gone when that is edited.
 */
export class FoundProblems {
  readonly #found = new WeakMap<BlockSyntax, readonly Found[]>();

  /** @param problems spans are offsets in the document that the block is in */
  set(block: Block, problems: readonly Problem[], { blocks }: KvDocument): void {
    this.#found.set(
      block.syntax,
      problems.map(problem => {
        const home = blockAt(blocks, problem.span.start) ?? block;
        return { home: home.syntax, problem: moved(problem, -home.start) };
      }),
    );
  }

  /** The problems of the text and what was found in its blocks, each once: a definition with a fault is met by every request that uses it. */
  inDocument({ problems, blocks }: KvDocument): readonly Problem[] {
    const byPlace = new Map<string, Problem>();
    const add = (problem: Problem) => {
      const key = `${problem.code} ${problem.span.start}`;
      if (!byPlace.has(key)) byPlace.set(key, problem);
    };
    problems.forEach(add);
    const homes = new Map(blocks.map(block => [block.syntax, block]));
    for (const { syntax } of blocks) {
      for (const { home, problem } of this.#found.get(syntax) ?? []) {
        const block = homes.get(home);
        if (block !== undefined) add(moved(problem, block.start));
      }
    }
    return [...byPlace.values()];
  }
}

/** Without the fixes that it may bring: nobody asks a mark for them, and some are work to make. */
function moved({ code, severity, message, span }: Problem, by: number): Problem {
  return { code, severity, message, span: { start: span.start + by, end: span.end + by } };
}
