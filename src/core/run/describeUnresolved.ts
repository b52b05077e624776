import type { Problem } from '../language/problem.ts';
import type { KvDocument, RequestBlock } from '../language/syntax.ts';
import type { FlowKind, TraceRequest } from '../model/trace.ts';

/** What can be said of a request whose variables could not be filled in. */
export function describeUnresolved(block: RequestBlock, flow: FlowKind | null): TraceRequest {
  const { requestLine, name, title } = block.syntax;
  return {
    name: name?.text ?? null,
    title: title?.text ?? null,
    method: requestLine.method?.text ?? 'GET',
    url: requestLine.target.map(piece => piece.text).join(''),
    vault: null,
    credential: null,
    flow: flow ?? 'sdk',
    line: block.line + requestLine.line,
  };
}

/** The errors with their lines, counted from 1 as the editor shows them. */
export function tellProblems(document: KvDocument, problems: readonly Problem[]): string {
  const errors = problems.filter(problem => problem.severity === 'error');
  const told = errors.length > 0 ? errors : problems;
  return told.map(problem => `Line ${lineOf(document.text, problem.span.start)}: ${problem.message}`).join(' ');
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
