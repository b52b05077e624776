import { expect, test } from 'vitest';
import { requestPlace } from '../../../../src/core/language/explain/requestPlace.ts';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../../src/core/language/syntax.ts';
import { variableScopeOf } from '../../../../src/core/resolve/variableScope.ts';
import { someFacts } from './explainText.ts';

// What a path stands on is the same here as in `resolveRequest`: the named vault, the Host header, the variable `host`, the default vault.
for (const [what, text, url, vault] of [
  ['the default vault', 'GET /secrets/a', 'https://contoso.vault.azure.net/secrets/a', 'contoso'],
  ['the named vault', '# @vault beijing\nGET /secrets/a', 'https://beijing.vault.azure.cn/secrets/a', 'beijing'],
  ['a Host header, before the default vault', 'GET /secrets/a\nHost: a.example', 'https://a.example/secrets/a', null],
  ['a Host header of a known vault', 'GET /secrets/a\nHost: beijing.vault.azure.cn', 'https://beijing.vault.azure.cn/secrets/a', 'beijing'],
  ['a Host header of this machine', 'GET /secrets/a\nHost: localhost:8443', 'http://localhost:8443/secrets/a', null],
  ['a Host header out of a variable', '@h = a.example\nGET /secrets/a\nHost: {{h}}', 'https://a.example/secrets/a', null],
  ['a Host header that is not known yet', 'GET /secrets/a\nHost: {{unset}}', null, null],
  ['a named vault, before a Host header', '# @vault beijing\nGET /a\nHost: a.example', 'https://beijing.vault.azure.cn/a', 'beijing'],
  ['the variable host, before the default vault', '@host = https://a.example\nGET /secrets/a', 'https://a.example/secrets/a', null],
  ['the host of a known vault', '@host = beijing.vault.azure.cn\nGET /a', 'https://beijing.vault.azure.cn/a', 'beijing'],
  ['the variable host with a path', '@x = a.example\n@host = {{x}}/b/\nGET /a', 'https://a.example/b/a', null],
  ['a host that is asked for', '# @prompt host\nGET /a', null, null],
  ['a host that is none', '@host = contoso\nGET /a', null, null],
  ['a named vault, before the variable host', '@host = a.example\n# @vault beijing\nGET /a', 'https://beijing.vault.azure.cn/a', 'beijing'],
  ['a Host header, before the variable host', '@host = a.example\nGET /a\nHost: b.example', 'https://b.example/a', null],
  ['the default vault where the variable host is empty', '@host =\nGET /a', 'https://contoso.vault.azure.net/a', 'contoso'],
  ['its own URL beside the variable host', '@host = a.example\nGET https://b.example/a', 'https://b.example/a', 'contoso'],
  ['its own URL', 'GET https://b.example/a\nHost: a.example', 'https://b.example/a', 'contoso'],
] as const) {
  test(`a request goes to ${what}`, () => {
    const place = placeOf(text);
    expect([place.url, place.vault?.name ?? null]).toEqual([url, vault]);
  });
}

// The sending asks for what is not known here, so there is no URL; what surrounds it is known all the same.
for (const [text, target, host, kind] of [
  ['@v = https://a.vault.azure.net\nGET {{v}}/secrets/{{n}}', 'https://a.vault.azure.net/secrets/{{n}}', 'a.vault.azure.net', 'vault'],
  ['@v = a\nGET https://{{v}}.vault.azure.net/{{$guid}}', 'https://a.vault.azure.net/{{$guid}}', 'a.vault.azure.net', 'vault'],
  ['@v = a.vault.azure.net\n@w = {{v}}/{{n}}\nGET {{w}}/b', 'a.vault.azure.net/{{n}}/b', 'a.vault.azure.net', 'vault'],
  ['GET https://{{v}}.vault.azure.net/a', 'https://{{v}}.vault.azure.net/a', null, 'vault'],
  ['GET https://{{h}}/a', 'https://{{h}}/a', null, 'unknown'],
  ['GET https://a.vault.azure.net{{x}}/a', 'https://a.vault.azure.net{{x}}/a', null, 'unknown'],
  ['GET {{u}}', '{{u}}', null, 'unknown'],
  ['@v = a {{n}}\nGET https://a.example/{{%v}}', 'https://a.example/{{%v}}', 'a.example', 'other'],
  ['@a = {{a}}{{a}}\nGET https://a.example/{{a}}', 'https://a.example/{{a}}', 'a.example', 'other'],
] as const) {
  test(`with a part that is not known yet: ${text}`, () => {
    const place = placeOf(text);
    expect({ ...place, vault: null }).toEqual({ target, host, kind, url: null, vault: null });
  });
}

function placeOf(text: string) {
  const document = parseDocument(text);
  const [block] = requestBlocks(document);
  if (block === undefined) throw new Error('there is a request');
  const facts = someFacts({ defaultVault: 'contoso' });
  return requestPlace(block, { scope: variableScopeOf(document), facts }, facts);
}
