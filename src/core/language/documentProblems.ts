import type { Problem, ProblemCode } from './problem.ts';
import { isGivenName } from './requestName.ts';
import { type Block, type BlockSyntax, type Piece, spanInDocument } from './syntax.ts';

/** A name that stands in an earlier block, or earlier in its own, too. `block` is the block's place among all. */
export interface Duplicate {
  readonly block: number;
  readonly code: Extract<ProblemCode, 'duplicate-variable' | 'duplicate-name'>;
  readonly name: Piece;
}

/**
 * The variables and requests of a document whose names are taken already, in the order of the text. Titles alone may be alike: only who
 * names a request means it to be the one of that name. `checkRequest` tells where such a title is referred to.
 */
export function findDuplicates(blocks: readonly Block[]): readonly Duplicate[] {
  const found: Duplicate[] = [];
  const variables = new Set<string>();
  const requests = new Set<string>();
  const named = new Set<string>();
  const isNew = (names: Set<string>, { text }: Piece) => {
    const known = names.size;
    return names.add(text).size > known;
  };
  blocks.forEach(({ syntax }, block) => {
    for (const { name } of syntax.definitions) if (!isNew(variables, name)) found.push({ block, code: 'duplicate-variable', name });
    const name = requestName(syntax);
    if (name === null) return;
    const isTaken = !isNew(requests, name) && (isGivenName(syntax) || named.has(name.text));
    if (isTaken) found.push({ block, code: 'duplicate-name', name });
    if (isGivenName(syntax)) named.add(name.text);
  });
  return found;
}

/** Whether one block in the place of another leaves the duplicates of a document as they are. */
export function hasSameNames(one: BlockSyntax, other: BlockSyntax): boolean {
  const names = (syntax: BlockSyntax) => [...syntax.definitions.map(({ name }) => name), requestName(syntax)];
  const others = names(other);
  const isSame = (name: Piece | null, index: number) => {
    const twin = others[index] ?? null;
    return name === null || twin === null ? name === twin : name.text === twin.text && name.start === twin.start;
  };
  return one.definitions.length === other.definitions.length && isGivenName(one) === isGivenName(other) && names(one).every(isSame);
}

function requestName({ name, requestLine }: BlockSyntax): Piece | null {
  return requestLine === null ? null : name;
}

/** The problems of all blocks with their places in the document, and those that only the whole document shows. */
export function documentProblems(blocks: readonly Block[], duplicates: readonly Duplicate[]): readonly Problem[] {
  const problems: Problem[] = [];
  let next = 0;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    // Nearly all blocks have none, and after each edit all are looked at.
    if (block === undefined || (block.syntax.problems.length === 0 && duplicates[next]?.block !== index)) continue;
    for (const problem of block.syntax.problems) problems.push({ ...problem, span: spanInDocument(block, problem.span) });
    for (let found = duplicates[next]; found?.block === index; found = duplicates[++next]) problems.push(duplicateProblem(block, found));
  }
  return problems;
}

function duplicateProblem(block: Block, { code, name }: Duplicate): Problem {
  const shown = name.text.slice(0, 60);
  const message =
    code === 'duplicate-variable'
      ? `"${shown}" is defined twice: a request takes the nearest definition above it. Rename or delete one.`
      : `Another request has the name "${shown}". Rename one.`;
  return { code, severity: 'warning', message, span: spanInDocument(block, name) };
}
