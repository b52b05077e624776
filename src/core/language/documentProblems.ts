import type { Problem } from './problem.ts';
import { type Block, type Piece, spanInDocument } from './syntax.ts';

/** The problems of all blocks with their places in the document, and those that only the whole document shows. */
export function documentProblems(blocks: readonly Block[]): readonly Problem[] {
  const problems: Problem[] = [];
  const variables = new Set<string>();
  const names = new Set<string>();
  for (const block of blocks) {
    const report = (code: Problem['code'], message: string, piece: Piece) =>
      problems.push({ code, severity: 'warning', message, span: spanInDocument(block, piece) });
    for (const problem of block.syntax.problems) problems.push({ ...problem, span: spanInDocument(block, problem.span) });
    for (const { name } of block.syntax.definitions) {
      if (variables.has(name.text)) {
        const message = `"${name.text.slice(0, 60)}" is defined twice: a request takes the nearest definition above it. Rename or delete one.`;
        report('duplicate-variable', message, name);
      }
      variables.add(name.text);
    }
    const { name, requestLine } = block.syntax;
    if (name === null || requestLine === null) continue;
    if (names.has(name.text)) report('duplicate-name', `Another request has the name "${name.text.slice(0, 60)}". Rename one.`, name);
    names.add(name.text);
  }
  return problems;
}
