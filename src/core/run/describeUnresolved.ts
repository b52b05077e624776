import { createLineIndex } from '../language/lineIndex.ts';
import type { Problem } from '../language/problem.ts';
import type { KvDocument, RequestBlock } from '../language/syntax.ts';
import { targetText } from '../language/targetText.ts';
import type { FlowKind, TraceRequest } from '../model/trace.ts';

/** What can be said of a request whose variables could not be filled in. */
export function describeUnresolved(block: RequestBlock, flow: FlowKind | null): TraceRequest {
  const { requestLine, name, title } = block.syntax;
  return {
    name: name?.text ?? null,
    title: title?.text ?? null,
    method: requestLine.method?.text ?? 'GET',
    url: targetText(requestLine),
    vault: null,
    credential: null,
    flow: flow ?? 'sdk',
    line: block.line + requestLine.line,
  };
}

/** Nobody reads more of them; the editor marks each where it stands. */
const mostTold = 20;

/** The first errors with their lines, counted from 1 as the editor shows them. */
export function tellProblems(document: KvDocument, problems: readonly Problem[]): string {
  const errors = problems.filter(problem => problem.severity === 'error');
  const all = errors.length > 0 ? errors : problems;
  const lines = createLineIndex(document.text);
  const told = all.slice(0, mostTold).map(({ span, message }) => `Line ${lines.positionAt(span.start).line + 1}: ${message}`);
  return [...told, ...(all.length > mostTold ? [`(${all.length - mostTold} more)`] : [])].join(' ');
}
