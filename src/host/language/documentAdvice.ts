import type { Fix } from '../../core/language/explain/advice.ts';
import { explainRequest } from '../../core/language/explain/explainBeforeSending.ts';
import { literalSecrets } from '../../core/language/explain/literalSecrets.ts';
import type { Problem } from '../../core/language/problem.ts';
import { type Block, isRequestBlock, type KvDocument } from '../../core/language/syntax.ts';
import { checkRequests } from '../../core/resolve/checkRequest.ts';
import { unsetMessages } from '../../core/resolve/variableMessages.ts';
import { variableScopeOf } from '../../core/resolve/variableScope.ts';
import { type EditorFacts, explainFactsOf } from './editorFacts.ts';

/** A problem with the fixes that it brings itself; null where `quickFixes` knows them. */
export type MarkedProblem = Problem & { readonly fixes?: readonly Fix[] };

/** Tells what is wrong with some blocks of a document beyond their own text, before anything is sent. */
export function adviser(document: KvDocument, facts: EditorFacts): (blocks: readonly Block[]) => readonly MarkedProblem[] {
  const scope = variableScopeOf(document);
  const explainFacts = explainFactsOf(facts);
  const unset = unsetMessages(scope, facts);
  return blocks => [
    ...checkRequests(blocks, scope, facts, unset),
    ...blocks.flatMap(block => [
      ...literalSecrets(block, document, explainFacts),
      ...(isRequestBlock(block) ? explainRequest(block, document, explainFacts) : []),
    ]),
  ];
}
