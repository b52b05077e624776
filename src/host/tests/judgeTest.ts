import { readAssertion } from '../../core/language/assertionLine.ts';
import type { Run } from '../../core/model/run.ts';
import { endedWell } from '../../core/run/endedWell.ts';

/** Why a test failed. `expected` and `actual` are null where there is nothing to compare; `line` is null where it is the request itself. */
export interface TestFailure {
  readonly text: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly line: number | null;
}

export type TestOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly failures: readonly TestFailure[] };

/** A run as a test: its assertions, or how it ended where there are none. The exit code of the command line follows the same rule. */
export function judgeTest(run: Run): TestOutcome {
  const { outcome } = run.trace;
  if (outcome.kind === 'cancelled') return { kind: 'skipped' };
  if (endedWell(run)) return { kind: 'passed' };
  const failed = run.assertions.filter(({ ok }) => !ok).map(failureOf);
  const headline = { text: run.headline, expected: null, actual: null, line: null };
  return {
    kind: 'failed',
    failures: failed.length > 0 ? failed.map(each => ({ ...each, text: `${each.text}\n${run.headline}` })) : [headline],
  };
}

function failureOf({ text, expected: filled, actual, line }: Run['assertions'][number]): TestFailure {
  const whole = `?? ${text}`;
  const { assertion } = readAssertion(whole, { start: 0, end: whole.length, text: whole }, 0);
  const { operator, right } = assertion ?? { operator: '==', right: null };
  const wanted = filled ?? right?.text ?? '';
  return { text, expected: operator === '==' ? wanted : `${operator} ${wanted}`.trim(), actual, line };
}
