import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { selectRequest } from '../../../src/core/language/selectRequest.ts';

const design = `@secret = db-password

### Read a secret the way an SDK does
# @name readSecret
# @vault contoso
GET /secrets/{{secret}}?api-version=7.6
?? calls == 401 token 200
?? token.aud == https://vault.azure.net

### The trailing slash
# @vault contoso
# @flow rest
# @resource https://vault.azure.net/
GET /secrets/{{secret}}?api-version=7.6
?? status == 401
?? cause == wrong-audience-trailing-slash
`;

describe('the sample of the language', () => {
  const document = parseDocument(design);

  test('has no problem', () => {
    expect(document.problems).toEqual([]);
  });

  test('gives its requests by name, line, span and order', () => {
    const first = selectRequest(document, { kind: 'first' });
    expect(first?.syntax.name?.text).toBe('readSecret');
    expect(selectRequest(document, { kind: 'name', name: 'readSecret' })).toBe(first);
    expect(selectRequest(document, { kind: 'line', line: 5 })).toBe(first);
    expect(selectRequest(document, { kind: 'line', line: 0 })).toBeUndefined();
    const second = selectRequest(document, { kind: 'name', name: 'The trailing slash' });
    expect(second).toBe(document.blocks[2]);
    expect(second && selectRequest(document, { kind: 'span', span: second })).toBe(second);
  });

  test('keeps every part with its text', () => {
    const syntax = document.blocks[1]?.syntax;
    expect(syntax?.title?.text).toBe('Read a secret the way an SDK does');
    expect(syntax?.requestLine?.method?.text).toBe('GET');
    expect(syntax?.requestLine?.target.map(({ text }) => text)).toEqual(['/secrets/{{secret}}?api-version=7.6']);
    expect(syntax?.directives.map(({ key, value }) => [key, value.text])).toEqual([
      ['name', 'readSecret'],
      ['vault', 'contoso'],
    ]);
    expect(syntax?.assertions.map(({ left, operator, right }) => [left.text, operator, right?.text])).toEqual([
      ['calls', '==', '401 token 200'],
      ['token.aud', '==', 'https://vault.azure.net'],
    ]);
  });
});
