import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutUserInfo } from '../../../src/core/token/cutUserInfo.ts';

describe('name and password before a host', () => {
  for (const [text, shown] of [
    ['https://user:pass@host/path', 'https://[redacted]@host/path'],
    ['https://user@host', 'https://[redacted]@host'],
    ['https://u:p@ss@host/', 'https://[redacted]@host/'],
    ['https://u:pa/ss@host/?a=1', 'https://[redacted]@host/?a=1'],
    ['see http://a:b@c and ftp://d:e@f.', 'see http://[redacted]@c and ftp://[redacted]@f.'],
    ['"proxy":"http://a:b@c","x":1', '"proxy":"http://[redacted]@c","x":1'],
    ['https://host:8443/@me', 'https://host:8443/@me'],
    ['https://host/@me', 'https://host/@me'],
    ['http://x:80. me@home', 'http://x:80. me@home'],
    ['me@home', 'me@home'],
    ['://a:b@c', '://a:b@c'],
    ['https://[redacted]@host', 'https://[redacted]@host'],
  ] as const) {
    test(`${text} -> ${shown}`, () => expect(cutUserInfo(text)).toBe(shown));
  }
});

// Each would take hours in time that grows with the square of the text.
for (const [what, text] of [
  ['dots without a scheme', `${'a.'.repeat(2_000_000)}://@`],
  ['an @ first, and URLs without one', `@${'a://b:x/'.repeat(400_000)}`],
  ['words without an @', `@ ${'a://b:x/ '.repeat(400_000)}`],
  ['schemes alone', `@${'a://'.repeat(800_000)}`],
  ['an @ behind each', 'a://b:x@'.repeat(400_000)],
] as const) {
  test(`a hostile text is read once: ${what}`, () => {
    expect(cutUserInfo(text).length).toBeGreaterThan(0);
  });
}

test('cutting twice changes nothing more', () => {
  const parts = fc.constantFrom('a', ':', '/', '://', '@', '?', ' ', '"', '80', 'https://', '[redacted]');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), all => {
      const once = cutUserInfo(all.join(''));
      expect(cutUserInfo(once)).toBe(once);
    }),
    { numRuns: 2_000 },
  );
});
