import { foreignProblem } from './foreignProblem.ts';
import { type Problem, problemAt } from './problem.ts';
import type { ForeignSection, Piece } from './syntax.ts';

const unclosedComment =
  'This comment is never closed, so the rest of the block belongs to it. Add "*/"; no comment goes on behind a line "###".';

/** Follows the sections of other clients through one block: at most one of them is open at a time. */
export class SectionTracker {
  readonly sections: ForeignSection[] = [];
  #open: Omit<ForeignSection, 'end'> | null = null;
  /** What a script or comment of several lines waits for; empty where nothing has to come. */
  #closes = '';

  /** Kind of the open section. */
  get kind(): ForeignSection['kind'] | undefined {
    return this.#open?.kind;
  }

  /**
   * A section begins.
   * @param closes the text that has to end it
   * @returns what is to be said of it
   */
  open(kind: ForeignSection['kind'], line: Piece, lineNumber: number, closes = ''): readonly Problem[] {
    this.#open = { kind, start: line.start, line: lineNumber };
    this.#closes = closes;
    const problem = foreignProblem(kind, line);
    return problem === undefined ? [] : [problem];
  }

  /** Whether this line is the one that the open script or comment waits for. */
  isLast(line: string): boolean {
    return this.#closes === '}}' ? line === '}}' : line.includes(this.#closes);
  }

  close(end: number): void {
    if (this.#open === null) return;
    this.sections.push({ ...this.#open, end });
    this.#open = null;
    this.#closes = '';
  }

  /**
   * The block ends, and with it what is open.
   * @returns that a script or comment has taken the rest of the block
   */
  closeAtEnd(end: number): readonly Problem[] {
    const open = this.#open;
    const closes = this.#closes;
    this.close(end);
    if (open === null || closes === '') return [];
    if (open.kind === 'comment') return [problemAt('unclosed-comment', 'error', unclosedComment, { start: open.start, end })];
    const message = `This script is never closed, so the rest of the request belongs to it. Add a line "${closes}".`;
    return [problemAt('unclosed-script', 'error', message, { start: open.start, end })];
  }
}
