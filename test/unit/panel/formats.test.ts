import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { english, translator } from '../../../src/core/model/translate.ts';
import { formatMs } from '../../../src/core/timeline/formatMs.ts';
import { prettyJson } from '../../../src/core/timeline/prettyJson.ts';
import { rulerTicks } from '../../../src/core/timeline/rulerTicks.ts';

describe('formatMs', () => {
  for (const [ms, expected] of [
    [0, '0 ms'],
    [0.34, '0.3 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [182.4, '182 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [2430, '2.4 s'],
    [60_000, '1 min'],
    [65_000, '1 min 5 s'],
  ] as const) {
    test(`${ms} -> ${expected}`, () => expect(formatMs(ms, english)).toBe(expected));
  }

  test('a comma where the reader writes one', () => expect(formatMs(2430, translator({ '{0}.{1}': '{0},{1}' }))).toBe('2,4 s'));
});

describe('prettyJson', () => {
  test('says the same as before, however the text was spaced', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, 4, '\t'), (json, space) => {
        const pretty = prettyJson(JSON.stringify(JSON.parse(json), null, space));
        expect(pretty).toBe(JSON.stringify(JSON.parse(json), null, 2));
      }),
    );
  });

  for (const [text, expected] of [
    ['{"n":12345678901234567890.10,"n":1}', '{\n  "n": 12345678901234567890.10,\n  "n": 1\n}'],
    ['"\\u0041"', '"\\u0041"'],
    ['{"a":[],"b":{ }}', '{\n  "a": [],\n  "b": {}\n}'],
    ['{"a":', null],
    ['<html>', null],
    [`${'['.repeat(300)}${']'.repeat(300)}`, null],
    [`${'['.repeat(200_000)}`, null],
  ] as const) {
    test(text.slice(0, 40), () => expect(prettyJson(text)).toBe(expected));
  }
});

describe('rulerTicks', () => {
  for (const [scale, expected] of [
    [182, [0, 100]],
    [420, [0, 200, 400]],
    [36, [0, 20]],
    [1, [0, 0.5, 1]],
    [0, [0]],
  ] as const) {
    test(`${scale} ms`, () => expect(rulerTicks(scale)).toEqual(expected));
  }

  test('few, ascending, none past the end', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), scale => {
        const ticks = rulerTicks(scale);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThanOrEqual(4);
        expect(ticks.at(-1)).toBeLessThanOrEqual(scale * 1.001);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });
});
