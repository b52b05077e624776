import type { Problem, ProblemCode } from './problem.ts';
import { type Block, type Piece, spanInDocument } from './syntax.ts';

/** The problems of all blocks with their places in the document, and those that only the whole document shows. */
export function documentProblems(blocks: readonly Block[]): readonly Problem[] {
  const problems: Problem[] = [];
  const variables = new Set<string>();
  const names = new Set<string>();
  for (const block of blocks) {
    const { syntax } = block;
    for (const problem of syntax.problems) problems.push({ ...problem, span: spanInDocument(block, problem.span) });
    for (const { name } of syntax.definitions) {
      const known = variables.size;
      if (variables.add(name.text).size > known) continue;
      const message = `"${name.text.slice(0, 60)}" is defined twice: a request takes the nearest definition above it. Rename or delete one.`;
      problems.push(warning(block, 'duplicate-variable', message, name));
    }
    const { name } = syntax;
    if (name === null || syntax.requestLine === null) continue;
    const known = names.size;
    if (names.add(name.text).size > known) continue;
    problems.push(warning(block, 'duplicate-name', `Another request has the name "${name.text.slice(0, 60)}". Rename one.`, name));
  }
  return problems;
}

function warning(block: Block, code: ProblemCode, message: string, piece: Piece): Problem {
  return { code, severity: 'warning', message, span: spanInDocument(block, piece) };
}
