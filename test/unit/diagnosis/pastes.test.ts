import { describe, expect, test } from 'vitest';
import { explainText } from '../../../src/core/diagnosis/explainText.ts';
import { pastes } from './pastes.ts';

describe('what people paste', () => {
  for (const { from, cause, text } of pastes) {
    test(`${from}: ${cause ?? 'nobody can know'}`, () => {
      const { findings } = explainText(text);
      expect(findings[0]?.cause ?? null).toBe(cause);
      expect(findings.filter(({ certainty }) => certainty !== 'candidate').length, 'no second cause is claimed').toBeLessThan(2);
    });
  }
});
