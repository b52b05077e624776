import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDocument } from '../../../src/core/language/formatDocument.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { runsOf } from '../builders/runsOf.ts';
import { kvhttpTexts } from './kvhttpTexts.ts';
import { meaningOf } from './meaningOf.ts';

for (const [what, text, formatted] of [
  ['methods in capitals', 'get   https://a.io   http/1.1', 'GET https://a.io HTTP/1.1\n'],
  ['no method is added', '  https://a.io', 'https://a.io\n'],
  ['one separator', '#######   Read it  \nGET https://a.io', '### Read it\nGET https://a.io\n'],
  ['blank lines between blocks', 'GET https://a.io\n###\n\n\nGET https://b.io\n\n\n\n', 'GET https://a.io\n\n###\nGET https://b.io\n'],
  ['query and path lines', 'GET https://a.io\n?a=1\n&b=2', 'GET https://a.io\n    ?a=1\n    &b=2\n'],
  ['headers', 'GET https://a.io\n  Accept :x\nB:', 'GET https://a.io\nAccept: x\nB:\n'],
  ['directives', '#@name=r\n//  @vault  a\nGET https://a.io', '# @name r\n// @vault a\nGET https://a.io\n'],
  ['definitions', '@a=1\n@b:= 2\n@c =', '@a = 1\n@b := 2\n@c =\n'],
  ['assertions', 'GET https://a.io\n??status   ==    200', 'GET https://a.io\n?? status == 200\n'],
  ['an assertion that is none', 'GET https://a.io\n  ?? nonsense', 'GET https://a.io\n?? nonsense\n'],
  [
    'a body stays',
    'PUT https://a.io\n\n\n  a \n\n\n b\t\n\n\n?? status == 200',
    'PUT https://a.io\n\n  a \n\n\n b\t\n\n?? status == 200\n',
  ],
  ['a body around an assertion', 'PUT https://a.io\n\na\n\n ??status == 200\n\nb', 'PUT https://a.io\n\na\n\n?? status == 200\n\nb\n'],
  ['scripts stay', '< {%\n  x\n\n\n  y\n%}\nget https://a.io', '< {%\n  x\n\n\n  y\n%}\nGET https://a.io\n'],
  [
    'comments of several lines stay',
    '  /*\n   * a\n\n\n\n  */\n  # b\nget https://a.io',
    '  /*\n   * a\n\n\n\n  */\n# b\nGET https://a.io\n',
  ],
  ['an indented separator stays', 'GET https://a.io\n  ### x', 'GET https://a.io\n  ### x\n'],
  ['what is broken stays', 'FOO   x\n\n###\n  bar', 'FOO   x\n\n###\n  bar\n'],
  ['CRLF', 'get https://a.io\r\n?a\r\n', 'GET https://a.io\r\n    ?a\r\n'],
  ['lone CR', 'get https://a.io\r?a', 'GET https://a.io\r    ?a\r'],
  ['a byte order mark', '\ufeffget https://a.io', '\ufeffGET https://a.io\n'],
  ['nothing', '', ''],
  ['blank lines alone', '\n \n\t\n', ''],
] as const) {
  test(what, () => expect(formatDocument(text)).toBe(formatted));
}

describe('any text', () => {
  test('means the same', () => {
    fc.assert(
      fc.property(kvhttpTexts, text => {
        expect(meaningOf(parseDocument(formatDocument(text)))).toEqual(meaningOf(parseDocument(text)));
      }),
      { numRuns: runsOf(700) },
    );
  });
  test('is formatted once', () => {
    fc.assert(
      fc.property(kvhttpTexts, text => {
        const once = formatDocument(text);
        expect(formatDocument(once)).toBe(once);
      }),
      { numRuns: runsOf(700) },
    );
  });
});

const samples = new URL('../../../media/samples/', import.meta.url);
test.skipIf(!existsSync(samples))('the samples of the product are formatted', () => {
  for (const name of readdirSync(samples).filter(file => file.endsWith('.kvhttp'))) {
    const text = readFileSync(new URL(name, samples), 'utf8');
    expect(formatDocument(text)).toBe(text);
  }
});
