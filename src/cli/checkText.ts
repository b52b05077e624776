import { explainBeforeSending } from '../core/language/explain/explainBeforeSending.ts';
import type { ExplainFacts } from '../core/language/explain/explainContext.ts';
import { createLineIndex } from '../core/language/lineIndex.ts';
import { parseDocument } from '../core/language/parseDocument.ts';
import type { Problem } from '../core/language/problem.ts';
import type { TextPosition } from '../core/model/textSpan.ts';
import { checkRequests } from '../core/resolve/checkRequest.ts';
import { variableScopeOf } from '../core/resolve/variableScope.ts';

/** A problem at lines and characters, both from 0. */
export interface PlacedProblem extends Pick<Problem, 'code' | 'severity' | 'message'> {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** The editor's diagnostics of a text, in its order. */
export function checkText(text: string, facts: ExplainFacts): readonly PlacedProblem[] {
  const tree = parseDocument(text);
  const problems: readonly Problem[] = [
    ...tree.problems,
    ...checkRequests(tree.blocks, variableScopeOf(tree), facts),
    ...explainBeforeSending(tree, facts),
  ];
  const { positionAt } = createLineIndex(text);
  return problems
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ code, severity, message, span }) => ({ code, severity, message, start: positionAt(span.start), end: positionAt(span.end) }));
}
