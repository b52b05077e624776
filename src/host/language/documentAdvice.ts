import type { Fix } from '../../core/language/explain/advice.ts';
import { explainRequest } from '../../core/language/explain/explainBeforeSending.ts';
import { literalSecrets } from '../../core/language/explain/literalSecrets.ts';
import type { Problem } from '../../core/language/problem.ts';
import { type Block, isRequestBlock } from '../../core/language/syntax.ts';
import { checkRequests } from '../../core/resolve/checkRequest.ts';
import type { VariableScope } from '../../core/resolve/variableScope.ts';
import { type EditorFacts, explainFactsOf } from './editorFacts.ts';

/** A problem with the fixes that it brings itself; null where `quickFixes` knows them. */
export type MarkedProblem = Problem & { readonly fixes?: readonly Fix[] };

/** What is wrong with some blocks of a document beyond their own text, told before anything is sent. */
export function adviceFor(blocks: readonly Block[], scope: VariableScope, facts: EditorFacts): readonly MarkedProblem[] {
  const explainFacts = explainFactsOf(facts);
  return [
    ...checkRequests(blocks, scope, facts),
    ...blocks.flatMap(block => [
      ...literalSecrets(block, facts.now),
      ...(isRequestBlock(block) ? explainRequest(block, scope, explainFacts) : []),
    ]),
  ];
}
