import { expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { LastDocument } from '../../../src/engine/lastDocument.ts';

test('the same text is parsed once, another one anew', () => {
  const documents = new LastDocument();
  const text = '### A\nGET https://a.vault.azure.net/secrets\n';
  const first = documents.parse(text);
  expect(first.blocks).toEqual(parseDocument(text).blocks);
  expect(documents.parse(text)).toBe(first);
  expect(documents.parse(`${text}\n### B\n`).blocks).toHaveLength(2);
});
