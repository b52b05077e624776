import { compilePattern } from '../language/linearPattern.ts';
import { assertNever } from '../model/assertNever.ts';
import type { Assertion } from '../model/resolvedRequest.ts';
import type { AssertionResult } from '../model/run.ts';
import type { JsonValue } from '../model/tokenFacts.ts';
import { type AssertedRun, assertionValue } from './assertionValue.ts';

/** Longer texts are not searched with a pattern, and not shown as what was found. */
const maxPatternInput = 200_000;
const maxShownLength = 1_000;

/**
 * Judges the `??` lines of a request by its raw trace. What was found and what was wanted stand there whole or, when long, as their length:
 * a part of a text could be a part of a secret that redaction no longer recognises.
 */
export function evaluateAssertions(assertions: readonly Assertion[], run: AssertedRun): readonly AssertionResult[] {
  return assertions.map(assertion => {
    const value = assertionValue(assertion.left, run);
    const { ok, why } = judge(assertion, value);
    const expected = assertion.shownRight === null ? null : shown(assertion.shownRight);
    return { text: assertion.text, line: assertion.line, ok, expected, actual: why ?? shown(value) };
  });
}

interface Judged {
  readonly ok: boolean;
  /** Shown in place of the value, where the assertion could not be judged. */
  readonly why?: string;
}

function judge({ left, operator, right }: Assertion, value: JsonValue | undefined): Judged {
  const wanted = right ?? '';
  switch (operator) {
    case 'exists':
      return { ok: value !== undefined };
    case 'isString':
      return { ok: typeof value === 'string' };
    case 'isNumber':
      return { ok: typeof value === 'number' };
    case '==':
      return { ok: equals(left, value, wanted) };
    case '!=':
      return { ok: !equals(left, value, wanted) };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { ok: compares(operator, value, wanted) };
    case 'contains':
      return { ok: contains(value, wanted) };
    case 'startsWith':
      return { ok: value !== undefined && textOf(value).startsWith(wanted) };
    case 'matches':
      return matches(value, wanted);
    default:
      return assertNever(operator);
  }
}

function equals(left: string, value: JsonValue | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  if (left === 'calls') return value === wanted.split(/\s+/).join(' ');
  if (typeof value === 'number') return wanted !== '' && value === Number(wanted);
  return textOf(value) === wanted || (typeof value === 'object' && sameJson(value, wanted));
}

/** Both sides as numbers; a date or another text is no number, and nothing compares with it. */
function compares(operator: '<' | '<=' | '>' | '>=', value: JsonValue | undefined, wanted: string): boolean {
  const left = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  const right = wanted === '' ? Number.NaN : Number(wanted);
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return assertNever(operator);
  }
}

/** A list contains an item, any other value a stretch of its text. */
function contains(value: JsonValue | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.some((item: JsonValue) => textOf(item) === wanted);
  return textOf(value).includes(wanted);
}

function matches(value: JsonValue | undefined, wanted: string): Judged {
  if (value === undefined) return { ok: false };
  const compiled = compilePattern(wanted);
  if (compiled.kind === 'problem') return { ok: false, why: compiled.message };
  const text = textOf(value);
  if (text.length > maxPatternInput) return { ok: false, why: `a text of ${text.length} characters, too long for a pattern` };
  return { ok: compiled.pattern.test(text) };
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    // A hostile body can nest deeper than can be written out again.
    return 'a value that nests too deeply';
  }
}

function sameJson(value: JsonValue, wanted: string): boolean {
  try {
    return JSON.stringify(value) === JSON.stringify(JSON.parse(wanted));
  } catch {
    // The right side is not JSON: it equals no list and no object.
    return false;
  }
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = textOf(value);
  return text.length > maxShownLength ? `a text of ${text.length} characters` : text;
}
