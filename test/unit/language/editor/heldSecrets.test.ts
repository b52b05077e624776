import { describe, expect, test } from 'vitest';
import { asCode, copyForms } from '../../../../src/core/copy/asCode.ts';
import { copyOfText } from '../../../../src/core/language/actions/copyOfText.ts';
import { offlineText } from '../../../../src/core/language/explain/offlineText.ts';
import { hoverAt } from '../../../../src/core/language/hover/hoverAt.ts';
import { inlayHints } from '../../../../src/core/language/inlay/inlayHints.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../../src/core/language/syntax.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { someFacts } from '../explain/explainText.ts';

/** Texts in which a secret reaches the request through variables whose own names say nothing. */
const texts: readonly (readonly [what: string, text: string, environment: Readonly<Record<string, string>>])[] = [
  ['a variable of the file', '@clientSecret = canary-1\n@x = {{clientSecret}}\n@y = a{{x}}\n', {}],
  ['the environment', '@x = {{apiKey}}\n@y = a{{x}}\n', { apiKey: 'canary-1' }],
  ['the environment through itself', '', { apiKey: 'canary-1', x: '{{apiKey}}', y: 'a{{x}}' }],
  ['a part of a value', '@password = canary-1{{stage}}\n@x = {{password}}\n@y = {{x}}\n', { stage: 'test' }],
];

describe.each(texts)('a secret of %s', (_what, definitions, environment) => {
  const text = `${definitions}\nPUT https://a.io/{{y}}?z={{x}}\nX: {{x}}\n\n{"a":"{{y}}"}\n`;
  const facts = { ...someFacts({ environment }), credentials: [], loadedNames: () => ({ secrets: [], keys: [], certificates: [] }) };
  const document = parseDocument(text);

  test('is in no hover', () => {
    for (let offset = 0; offset < text.length; offset++) {
      const found = hoverAt(document, offset, facts);
      expect(JSON.stringify(found ?? null)).not.toContain('canary');
    }
  });
  test('is in no hint', () => {
    expect(JSON.stringify(inlayHints(document, { start: 0, end: text.length }, facts))).not.toContain('canary');
  });
  test.each(copyForms)('is in no copy as %s', form => {
    const [block] = requestBlocks(document);
    if (block === undefined) throw new Error('no request');
    const copied = asCode(form, copyOfText(block, variableScopeOf(document), facts));
    expect(copied).not.toContain('canary');
    expect(copied).toContain('{{y}}');
  });
});

test('a secret in the variable host is in no hint and no copy', () => {
  const text = '@apiKey = canary-1\n@host = https://{{apiKey}}.a.io\nGET /secrets\n';
  const document = parseDocument(text);
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('no request');
  expect(JSON.stringify(inlayHints(document, { start: 0, end: text.length }, someFacts()))).not.toContain('canary');
  expect(copyOfText(block, variableScopeOf(document), someFacts()).url).toBe('{{host}}/secrets');
});

test.each(copyForms)('a literal token is in no copy as %s', form => {
  const token = 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJodHRwczovL3ZhdWx0LmF6dXJlLm5ldCJ9.c2lnbmF0dXJl';
  const document = parseDocument(`PUT https://a.io/?t=${token}\nX: ${token}\n\n{"a":"${token}"}\n`);
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('no request');
  expect(asCode(form, copyOfText(block, variableScopeOf(document), someFacts()))).not.toContain('c2lnbmF0dXJl');
});

test('variables that double themselves into nothing come to an end', () => {
  const names = Array.from({ length: 45 }, (_, index) => `@v${index} = {{v${index + 1}}}{{v${index + 1}}}\n`).join('');
  const document = parseDocument(`${names}@v45 =\nGET https://a.io/{{v0}}\n`);
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('no request');
  expect(offlineText('{{v0}}', block, { scope: variableScopeOf(document), facts: { environment: {} } })).toBeUndefined();
});
