import { expect, test } from 'vitest';
import { rememberTexts } from '../../../src/core/model/rememberTexts.ts';

test('a short text is changed once, a long one each time, and the answers are the same', () => {
  const asked: string[] = [];
  const change = rememberTexts(text => {
    asked.push(text);
    return `<${text}>`;
  });
  const long = 'x'.repeat(600);
  expect([change('a'), change('b'), change('a'), change(''), change('')]).toEqual(['<a>', '<b>', '<a>', '<>', '<>']);
  expect([change(long), change(long)]).toEqual([`<${long}>`, `<${long}>`]);
  expect(asked).toEqual(['a', 'b', '', long, long]);
});

test('however many texts come, each gets its own answer', () => {
  const change = rememberTexts(text => `<${text}>`);
  for (let round = 0; round < 2; round++) {
    for (let index = 0; index < 1_000; index++) expect(change(`text ${index}`)).toBe(`<text ${index}>`);
  }
});
