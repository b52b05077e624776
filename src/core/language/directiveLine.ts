import { didYouMean } from './closestWord.ts';
import { type DirectiveFacts, directiveFacts, directiveKey, directives, foreignDirectives } from './directives.ts';
import { readDuration } from './duration.ts';
import { trimmedPiece } from './piece.ts';
import { type Problem, problemAt } from './problem.ts';
import type { Directive, Piece } from './syntax.ts';

const form = /^(?:#+|\/\/+)(\s*)@([A-Za-z][\w-]*)(?=[\s=:]|$)\s*(=)?/;

/** Reads `# @name value` and `// @name value`; undefined for a plain comment. */
export function readDirective(text: string, whole: Piece, line: number): Directive | undefined {
  const match = form.exec(whole.text);
  const name = match?.[2];
  if (match === null || name === undefined) return undefined;
  const nameStart = whole.start + whole.text.indexOf('@') + 1;
  return {
    key: directiveKey(name),
    name: { start: nameStart, end: nameStart + name.length, text: name },
    value: trimmedPiece(text, whole.start + match[0].length, whole.end),
    line,
    start: whole.start,
    end: whole.end,
  };
}

/** What is wrong with a directive by itself. Values with variables are judged when these are filled in. */
export function directiveProblems(directive: Directive, text: string): readonly Problem[] {
  const { name, value } = directive;
  const problems: Problem[] = [];
  if (text.charCodeAt(name.start - 2) === 35 || text.charCodeAt(name.start - 2) === 47) {
    problems.push(problemAt('directive-spacing', 'hint', `Write "# @${name.text}" with a space: other clients need it.`, directive));
  }
  const facts = directiveFacts(directive.key);
  if (facts === undefined) {
    problems.push(unknown(directive));
  } else if (!value.text.includes('{{')) {
    const message = valueProblem(facts, value.text);
    if (message !== undefined) problems.push(problemAt('directive-value', 'error', message, value.text === '' ? directive : value));
    else if (facts.value.kind === 'duration' && readDuration(value.text)?.hasUnit === false) {
      const hint = `Read as ${value.text} milliseconds, as httpYac does; JetBrains would take seconds. Write "${value.text}ms" or "${value.text}s".`;
      problems.push(problemAt('timeout-without-unit', 'hint', hint, value));
    } else if (facts.value.kind === 'none' && value.text !== '') {
      const hint = `"@${facts.name}" takes no value: "${value.text.slice(0, 60)}" changes nothing. Delete it.`;
      problems.push(problemAt('directive-value', 'hint', hint, value));
    }
  }
  return problems;
}

/** Why a value without variables is not allowed, in words; undefined where it is. */
export function valueProblem(facts: DirectiveFacts, value: string): string | undefined {
  switch (facts.value.kind) {
    case 'none':
      return undefined;
    case 'text':
      return value === '' && facts.value.required ? `"@${facts.name}" needs a value. Write "# @${facts.name} …".` : undefined;
    case 'words': {
      const { words, orVariable } = facts.value;
      if (words.includes(value)) return undefined;
      const allowed = [...words, ...(orVariable ? ['{{variable}}'] : [])].join(', ');
      const shown = value === '' ? 'nothing' : isLikelyToken(value) ? 'a literal token' : `"${value.slice(0, 60)}"`;
      return `"@${facts.name}" can be ${allowed}, not ${shown}.${didYouMean(value, words)}`;
    }
    case 'duration':
      return readDuration(value) === undefined ? `"@${facts.name}" needs a time of up to one hour, such as 500ms, 10s or 2m.` : undefined;
    case 'switch':
      return ['', 'true', 'false'].includes(value) ? undefined : `"@${facts.name}" takes no value, or true or false.`;
  }
}

/** A token must not be repeated in a message. */
function isLikelyToken(value: string): boolean {
  return value.length > 40 || value.startsWith('eyJ');
}

function unknown(directive: Directive): Problem {
  const foreign = foreignDirectives.get(directive.key);
  if (foreign !== undefined)
    return problemAt('not-supported', 'hint', `"@${directive.name.text}" has no effect here. ${foreign}`, directive.name);
  const names = directives.map(facts => facts.name);
  const message = `"@${directive.name.text.slice(0, 60)}" is no directive; it has no effect.${didYouMean(directive.name.text, names)}`;
  return problemAt('unknown-directive', 'hint', message, directive.name);
}
