import type { CompletionFacts } from '../../core/language/completion/completionFacts.ts';
import type { ExplainFacts } from '../../core/language/explain/explainContext.ts';

/** What the language features know of a document's surroundings without asking anybody: no network, no file, no credential. */
export interface EditorFacts extends CompletionFacts, Pick<ExplainFacts, 'now'> {}

/** The same for the rules that are told before sending. */
export function explainFactsOf(facts: EditorFacts): ExplainFacts {
  return { ...facts, credentials: facts.credentials.map(({ name }) => name) };
}

/** The facts for a document, looked up anew at each question. */
export type FactsOf = (documentUri: string) => EditorFacts;
