import type { Assertion } from '../model/resolvedRequest.ts';
import { didYouMean } from './closestWord.ts';
import { compilePattern } from './linearPattern.ts';
import { trimmedPiece } from './piece.ts';
import { noProblems, type Problem, problemAt } from './problem.ts';
import type { AssertionLine, Piece } from './syntax.ts';

type Operator = Assertion['operator'];

export const assertionOperators: readonly Operator[] = [
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  'contains',
  'startsWith',
  'matches',
  'exists',
  'isString',
  'isNumber',
];
const unaryOperators: ReadonlySet<string> = new Set<Operator>(['exists', 'isString', 'isNumber']);

/** Assertions of httpYac that have no counterpart here: said once, not evaluated. */
const foreignOperators = new Set([
  'endsWith',
  'includes',
  'isTrue',
  'isFalse',
  'isBoolean',
  'isArray',
  'isEmpty',
  'sha256',
  'sha512',
  'md5',
  'isNotNull',
  'isNull',
]);
const foreignLefts = new Set(['js', 'xpath', 'custom', 'regex']);

const challengeFields = ['resource', 'authority', 'tenant', 'scope'];
const callFields = ['status', 'purpose', 'header', 'url'];
const simpleLefts = ['status', 'body', 'duration', 'calls', 'cause', 'verdict'];

export interface ReadAssertion {
  readonly assertion: AssertionLine | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a `??` line: LEFT OPERATOR RIGHT. */
export function readAssertion(text: string, whole: Piece, line: number): ReadAssertion {
  const content = trimmedPiece(text, whole.start + 2, whole.end);
  const left = readLeft(text, content);
  const operator = nextWord(text, left.end, content.end);
  const right = trimmedPiece(text, operator.end, content.end);
  const firstWord = /^\S*/.exec(content.text)?.[0] ?? '';
  if (foreignLefts.has(firstWord) || foreignOperators.has(operator.text)) return notSupported(whole, content.text);
  const message = leftProblem(left.text) ?? operatorProblem(left.text, operator.text) ?? rightProblem(operator.text, right.text);
  if (message !== undefined) {
    return { assertion: undefined, problems: [problemAt('assertion', 'error', message, whole)] };
  }
  const known = operator.text as Operator;
  const assertion: AssertionLine = {
    text: content.text,
    left,
    operator: known,
    right: unaryOperators.has(known) ? null : right,
    line,
    start: whole.start,
    end: whole.end,
  };
  return { assertion, problems: noProblems };
}

/** LEFT is one word, or two where the first ends in `header`; brackets and quotes in a body path may hold spaces. */
function readLeft(text: string, content: Piece): Piece {
  const first = nextWord(text, content.start, content.end);
  if (!/^(?:header|calls\[\d+\]\.header)$/.test(first.text)) return first;
  const name = nextWord(text, first.end, content.end);
  return { start: first.start, end: name.end, text: `${first.text} ${name.text}`.trim() };
}

function nextWord(text: string, from: number, to: number): Piece {
  const start = trimmedPiece(text, from, to).start;
  let quote = 0;
  let end = start;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if ((code === 34 || code === 39) && text.charCodeAt(end - 1) === 91 /* [ */) {
      quote = code;
    } else if (code === 32 || code === 9) break;
  }
  return { start, end, text: text.slice(start, end) };
}

/** Why LEFT is none, in words. */
function leftProblem(left: string): string | undefined {
  if (left === '') return 'An assertion needs something to look at: "?? status == 200".';
  if (simpleLefts.includes(left)) return undefined;
  if (/^(?:body|token)\.\S/s.test(left) || /^body\[/.test(left)) return undefined;
  if (left === 'header') return 'Name the header: "?? header content-type contains json".';
  if (left.startsWith('header ')) return undefined;
  if (left.startsWith('challenge.')) return memberProblem('challenge', left.slice(10), challengeFields);
  const call = /^calls\[(\d{1,6})\](?:\.(\S*))?(?: (\S+))?$/.exec(left);
  if (call !== null) {
    if (call[2] === 'header' && call[3] === undefined) return 'Name the header: "?? calls[0].header www-authenticate exists".';
    return memberProblem('calls[0]', call[2] ?? '', callFields);
  }
  const names = [...simpleLefts, 'header', 'token.aud', 'challenge.resource', 'calls[0].status'];
  return `"${left.slice(0, 60)}" cannot be asserted. Use one of ${names.join(', ')}.${didYouMean(left, names)}`;
}

function memberProblem(parent: string, field: string, fields: readonly string[]): string | undefined {
  if (fields.includes(field)) return undefined;
  return `"${parent}" has ${fields.map(name => `.${name}`).join(', ')}, not "${field.slice(0, 60)}".${didYouMean(field, fields)}`;
}

function operatorProblem(left: string, operator: string): string | undefined {
  if ((assertionOperators as readonly string[]).includes(operator)) return undefined;
  if (operator === '') return `Say what to compare "${left.slice(0, 60)}" with: "?? ${left.slice(0, 60)} == value", or "exists".`;
  const hint = operator === '=' || operator === '===' ? ' Did you mean "=="?' : didYouMean(operator, assertionOperators);
  return `"${operator.slice(0, 60)}" is no operator. Use one of ${assertionOperators.join('  ')}.${hint}`;
}

function rightProblem(operator: string, right: string): string | undefined {
  if (unaryOperators.has(operator)) return right === '' ? undefined : `"${operator}" takes no value: delete "${right.slice(0, 60)}".`;
  if (right === '') return `"${operator}" needs a value to compare with.`;
  return operator === 'matches' && !right.includes('{{') ? patternProblem(right) : undefined;
}

function patternProblem(pattern: string): string | undefined {
  const compiled = compilePattern(pattern);
  return compiled.kind === 'problem' ? compiled.message : undefined;
}

function notSupported(whole: Piece, text: string): ReadAssertion {
  const message = `"${text.slice(0, 60)}" is an httpYac assertion that is not evaluated here. Use ${assertionOperators.join('  ')}.`;
  return { assertion: undefined, problems: [problemAt('assertion-not-supported', 'warning', message, whole)] };
}
