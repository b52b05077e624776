import { describe, expect, test } from 'vitest';
import { exchangeIndexOf, flowOf, spanOf, textOf, vaultNameOf } from '../../../src/host/commandArguments.ts';

const hostile = [
  undefined,
  null,
  0,
  -1,
  1.5,
  Number.NaN,
  '',
  [],
  {},
  { start: 2, end: 1 },
  { start: '0', end: 1 },
  { vault: 1 },
  () => {},
  Symbol('x'),
];

describe('command arguments from anybody', () => {
  test('are read where they have the right form', () => {
    expect(textOf('file:///a')).toBe('file:///a');
    expect(spanOf({ start: 0, end: 3, more: 1 })).toEqual({ start: 0, end: 3 });
    expect(flowOf('rest')).toBe('rest');
    expect(exchangeIndexOf(0)).toBe(0);
    expect(vaultNameOf({ vault: 'contoso', label: 'x' })).toBe('contoso');
  });
  for (const value of hostile)
    test(`${String(value)} (${typeof value}) is nothing`, () => {
      expect([textOf(value), spanOf(value), flowOf(value), vaultNameOf(value)]).toEqual([undefined, undefined, undefined, undefined]);
      if (value !== 0) expect(exchangeIndexOf(value)).toBeUndefined();
    });
});
