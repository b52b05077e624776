import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import { redactorOf } from '../../../src/core/token/redactText.ts';
import { secretForms } from '../../../src/core/token/secretForms.ts';

test('no spelling of a long secret is shorter than the secret', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 256, maxLength: 320, unit: 'binary' }), secret => {
      expect(Math.min(...secretForms(secret).map(({ length }) => length))).toBeGreaterThanOrEqual(secret.length);
    }),
    { numRuns: 50 },
  );
});

test('the spellings of a long secret are looked for only once a text could hold one, and then found', () => {
  let asked = 0;
  const secret = 'x+/ü'.repeat(70);
  const redact = redactorOf([new Secret(secret)], value => {
    asked++;
    return secretForms(value);
  });
  expect(redact(secret.slice(1))).toBe(secret.slice(1));
  expect(asked).toBe(0);
  for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret), Buffer.from(secret).toString('hex')])
    expect(redact(`<${form}>`)).toMatch(/^<"?\[secret\]"?>$/);
  expect(asked).toBe(1);
});
