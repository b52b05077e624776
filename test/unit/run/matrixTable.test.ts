import { expect, test } from 'vitest';
import type { MatrixRow } from '../../../src/core/run/matrix/matrixCase.ts';
import { cells, matrixMarkdown } from '../../../src/core/run/matrix/matrixTable.ts';

function aRow(over: Partial<MatrixRow> = {}): MatrixRow {
  return {
    ...{ group: 'token', name: 'expired', status: 401, code: 'S2S12086', cause: 'expired-token' },
    ...{ expectedStatus: 401, expectedCause: 'expired-token', ok: true, ...over },
  };
}

test('a row says what was expected where it was not met', () => {
  expect(cells(aRow()).at(-1)).toBe('yes');
  expect(cells(aRow({ ok: false, cause: null, status: null, code: null }))).toEqual([
    'token',
    'expired',
    '–',
    '–',
    'none',
    'no: 401 expired-token',
  ]);
  expect(cells(aRow({ ok: false, expectedStatus: null, expectedCause: 'net-reset' })).at(-1)).toBe('no: no answer net-reset');
});

test('the table counts, and a bar in a code does not break it', () => {
  const text = matrixMarkdown([aRow(), aRow({ code: 'a|b', ok: false })]);
  expect(text).toContain('2 times: 1 of 2 causes');
  expect(text).toContain('a\\|b');
  const widths = text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split(/(?<!\\)\|/).length);
  expect(new Set(widths).size).toBe(1);
});
