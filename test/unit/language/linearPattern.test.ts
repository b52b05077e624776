import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../src/core/language/linearPattern.ts';

function found(source: string, text: string): boolean {
  const compiled = compilePattern(source);
  if (compiled.kind === 'problem') throw new Error(compiled.message);
  return compiled.pattern.test(text);
}

describe('finds what a RegExp finds', () => {
  for (const source of [
    'abc',
    '^a',
    'c$',
    '^$',
    'a|b|',
    '(?:a|bc)+d',
    '(?<year>\\d{4})-\\d{2}',
    'a{2}',
    'a{2,}b',
    'a{0,2}b',
    'a+?b*',
    '[a-c]+',
    '[^a-c]',
    '[\\d-]+$',
    '[]a]|a',
    '\\bab\\b',
    '\\Bb',
    '\\x41\\u0042',
    '\\.\\/\\(',
    '.\\s.',
    '\\w+\\W\\w+',
    '{a}',
    'a{,2}',
    '(a*)*b',
  ]) {
    test(source, () => {
      const alphabet = fc.constantFrom('a', 'b', 'c', 'd', 'A', 'B', '1', '2', '-', '.', '/', '(', ' ', '\n', '{', '}', ']', ',');
      fc.assert(
        fc.property(fc.array(alphabet, { maxLength: 8 }), letters => {
          const text = letters.join('');
          expect(found(source, text)).toBe(new RegExp(source).test(text));
        }),
      );
    });
  }
});

describe('refuses', () => {
  for (const source of [
    '(',
    ')',
    'a**',
    '*a',
    '[b-a]',
    '[a',
    'a{3,1}',
    '(?=a)',
    '(?i)a',
    '(a)\\1',
    '\\p{L}',
    'a'.repeat(501),
    '((a{1000}){1000})',
    '\\',
  ]) {
    test(source.slice(0, 30), () => {
      expect(compilePattern(source).kind).toBe('problem');
    });
  }
});

test('no text makes it slow', () => {
  // A backtracking matcher needs longer than the age of the universe for each of these.
  const text = `${'a'.repeat(50_000)}!`;
  for (const source of ['^(a+)+$', '^(a|a)*$', '^(a*)*$', '(a|aa)+$', '.*.*.*.*=.*']) expect(found(source, text)).toBe(false);
});
