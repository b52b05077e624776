import { hasControlCharacter } from '../language/piece.ts';
import { type Problem, problemAt } from '../language/problem.ts';
import { type RequestBlock, spanInDocument } from '../language/syntax.ts';
import { targetText } from '../language/targetText.ts';
import type { TextSpan } from '../model/textSpan.ts';
import type { OfflineFacts } from './checkRequest.ts';
import { writtenBaseOf, writtenHost } from './pathBase.ts';
import { hostHeaderProblem, hostVariableProblem, targetProblem } from './requestTarget.ts';
import type { VariableScope } from './variableScope.ts';

/** What is wrong with where a request goes, as far as it stands there without variables: what these make of it is judged when they are filled in. */
export function checkTarget(block: RequestBlock, scope: VariableScope, facts: OfflineFacts): readonly Problem[] {
  const [host, second] = block.syntax.headers.filter(({ name }) => name.text.toLowerCase() === 'host');
  if (second !== undefined) {
    const message = 'The Host header stands twice. Delete one: a request goes to one host.';
    return [problemAt('header-value', 'error', message, spanInDocument(block, second))];
  }
  if (host !== undefined && !host.value.text.includes('{{')) {
    const problem = hostHeaderProblem(host.value.text);
    // The URL is made of it: one mistake.
    if (problem !== undefined) return [problemAt(problem.code, 'error', problem.message, spanInDocument(block, host))];
  }
  const { kind } = writtenBaseOf(block, scope, facts);
  const value = kind === 'hostVariable' ? writtenHost(block, scope, facts) : undefined;
  const problem = value === undefined ? undefined : hostVariableProblem(value);
  if (problem !== undefined) return [problemAt(problem.code, 'error', problem.message, spanInDocument(block, targetSpan(block)))];
  return writtenTarget(block, kind !== 'defaultVault' || facts.defaultVault !== null);
}

function writtenTarget(block: RequestBlock, hasBase: boolean): readonly Problem[] {
  const { requestLine } = block.syntax;
  const text = targetText(requestLine);
  if (requestLine.kind !== 'http' || text === '' || text.includes('{{')) return [];
  const span = spanInDocument(block, targetSpan(block));
  const problem = targetProblem(text, hasBase);
  if (problem !== undefined) return [problemAt(problem.code, 'error', problem.message, span)];
  if (!hasControlCharacter(text)) return [];
  return [problemAt('control-character', 'error', 'A URL cannot hold control characters. Delete them.', span)];
}

/** From the first to the last part of the target, or the request line where there is none; counts from the block. */
export function targetSpan(block: RequestBlock): TextSpan {
  const { target, start, end } = block.syntax.requestLine;
  return { start: target[0]?.start ?? start, end: target.at(-1)?.end ?? end };
}
