import { expect, test } from 'vitest';
import { copyOfText } from '../../../../src/core/language/actions/copyOfText.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../../src/core/language/syntax.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { someFacts } from '../explain/explainText.ts';

function copied(text: string) {
  const document = parseDocument(text);
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('no request');
  const { body, ...rest } = copyOfText(
    block,
    variableScopeOf(document),
    someFacts({ environment: { stage: 'test', apiKey: 'hunter2hunter2' } }),
  );
  return { ...rest, body: body && new TextDecoder().decode(body) };
}

test('known variables are filled in, the address is whole, the token is a mark', () => {
  expect(copied('@n = a\n# @vault contoso\nGET /secrets/{{n}}?api-version=7.6\nX-Stage: {{stage}}\n')).toEqual({
    method: 'GET',
    url: 'https://contoso.vault.azure.net/secrets/a?api-version=7.6',
    headers: [
      ['Authorization', 'Bearer'],
      ['X-Stage', 'test'],
    ],
    body: undefined,
  });
});

test('what is not known, and what is secret, stays in its braces', () => {
  const { url, body } = copied(
    '@clientSecret = hunter2hunter2\nPOST https://a.io/{{later}}?k={{apiKey}}\n\nx={{clientSecret}}&y={{$guid}}\n',
  );
  expect(url).toBe('https://a.io/{{later}}?k={{apiKey}}');
  expect(body).not.toContain('hunter2');
  expect(body).toContain('y={{$guid}}');
});

test('an anonymous request has no mark of a token', () => {
  expect(copied('# @flow anonymous\nGET https://a.io/\n').headers).toEqual([]);
});

test.each([
  ['https://a.io/', 'https://a.io/x'],
  ['a.io/b', 'https://a.io/b/x'],
  ['{{later}}', '{{host}}/x'],
])('a path on the variable host, %s, goes to %s', (host, url) => {
  expect(copied(`@host = ${host}\nGET /x\n`).url).toBe(url);
});

test.each([
  ['a.io/x', 'https://a.io/x'],
  ['localhost:8080/x', 'http://localhost:8080/x'],
  ['https://a.io/a b?c={{ later }}#part', 'https://a.io/a%20b?c={{ later }}'],
  ['{{later}}/x#y', '{{later}}/x'],
  ['/x\nHost: contoso.vault.azure.net', 'https://contoso.vault.azure.net/x'],
  ['/x', 'https://HOST/x'],
])('%s goes to %s', (target, url) => {
  expect(copied(`GET ${target}\n`).url).toBe(url);
});
