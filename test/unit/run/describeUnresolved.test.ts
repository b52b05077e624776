import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { problemAt } from '../../../src/core/language/problem.ts';
import { tellProblems } from '../../../src/core/run/describeUnresolved.ts';

const text = 'GET /a\r\nB: {{b}}\rC: {{c}}\n';
const at = (start: number, severity: 'error' | 'warning' = 'error') =>
  problemAt('unset-variable', severity, `Fault at ${start}.`, { start, end: start + 1 });

for (const [what, problems, told] of [
  ['one error', [at(8)], 'Line 2: Fault at 8.'],
  ['errors alone, where there are some', [at(0, 'warning'), at(17)], 'Line 3: Fault at 17.'],
  ['warnings, where there is nothing else', [at(0, 'warning')], 'Line 1: Fault at 0.'],
] as const) {
  test(`tells ${what} with its line`, () => expect(tellProblems(parseDocument(text), problems)).toBe(told));
}

test('tells the first twenty, and how many there are beside them', () => {
  const told = tellProblems(
    parseDocument(text),
    Array.from({ length: 200_000 }, () => at(0)),
  );
  expect(told.match(/Fault/g)).toHaveLength(20);
  expect(told).toMatch(/\(199980 more\)$/);
});
