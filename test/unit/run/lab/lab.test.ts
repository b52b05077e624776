import { expect, test } from 'vitest';
import { labDocument, labMark, readLabDocument } from '../../../../src/core/run/lab/labDocument.ts';
import { readChange } from '../../../../src/core/run/lab/readChange.ts';

const good = { aud: 'https://vault.azure.net', exp: 2000, oid: 'someone' };

for (const [name, text, value] of [
  ['exp', '-10', 990],
  ['nbf', '+3600', 4600],
  ['iat', '5', 5],
  ['exp', 'soon', 'soon'],
  ['aud', '-10', -10],
  ['aud', 'https://vault.azure.net/', 'https://vault.azure.net/'],
  ['roles', '["a","b"]', ['a', 'b']],
  ['ver', '"1.0"', '1.0'],
  ['flag', 'true', true],
  ['gone', 'null', null],
  ['open', '{"a":', '{"a":'],
] as const) {
  test(`${name}=${text} -> ${JSON.stringify(value)}`, () => expect(readChange(name, text, 1000)).toEqual(value));
}

test('a document of the lab that nobody has touched asks for no change but what it says', () => {
  const text = labDocument({ alg: 'RS256' }, good);
  expect(text.split('\n')[0]).toBe(labMark);
  expect(readLabDocument(text, good)).toEqual({ header: { alg: 'RS256' }, claims: good, without: [], signature: 'valid' });
});

test('claims that are taken out are left out of the token', () => {
  expect(readLabDocument('{"claims":{"aud":"x"},"signature":"broken"}', good)).toEqual({
    ...{ header: {}, claims: { aud: 'x' }, without: ['exp', 'oid'], signature: 'broken' },
  });
});

for (const text of ['', '{', '[]', '{}', '{"claims":[]}', '{"claims":{},"header":1}', '{"claims":{},"signature":"good"}']) {
  test(`no document of the lab: ${text || 'nothing'}`, () => expect(readLabDocument(text, good)).toBeTypeOf('string'));
}
