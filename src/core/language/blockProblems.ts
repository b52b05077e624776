import { directiveFacts } from './directives.ts';
import { type Problem, type ProblemCode, problemAt } from './problem.ts';
import type { Directive, HeaderLine } from './syntax.ts';

/** What is wrong with the directives and headers of a block together; each by itself was judged where it was read. */
export function blockProblems(directives: readonly Directive[], headers: readonly HeaderLine[]): readonly Problem[] {
  return [...directivesTogether(directives), ...secondAuthorizations(headers)];
}

function directivesTogether(directives: readonly Directive[]): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const flow = directives.findLast(({ key }) => key === 'flow')?.value.text ?? 'sdk';
  for (const directive of directives) {
    const facts = directiveFacts(directive.key);
    if (facts === undefined) continue;
    if (seen.has(directive.key) && !facts.repeatable) {
      problems.push(warning('directive-repeated', `"@${facts.name}" stands here twice; the last one counts. Delete one.`, directive));
    }
    seen.add(directive.key);
    if (facts.onlyFlow !== null && flow !== facts.onlyFlow && !flow.includes('{{')) {
      const message = `"@${facts.name}" counts only with "# @flow ${facts.onlyFlow}": with "${flow}" the challenge decides. Add that line.`;
      problems.push(warning('directive-without-effect', message, directive));
    }
  }
  return problems;
}

function secondAuthorizations(headers: readonly HeaderLine[]): readonly Problem[] {
  // The length first: nearly every header of a long file has another one.
  const isAuthorization = ({ name: { text } }: HeaderLine) =>
    text.length === 'authorization'.length && text.toLowerCase() === 'authorization';
  return headers
    .filter(isAuthorization)
    .slice(1)
    .map(header => warning('duplicate-authorization', 'A second Authorization header: both are sent. Delete one.', header));
}

function warning(code: ProblemCode, message: string, at: Directive | HeaderLine): Problem {
  return problemAt(code, 'warning', message, at);
}
