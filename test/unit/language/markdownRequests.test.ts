import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownRequests } from '../../../src/core/language/markdownRequests.ts';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { requestBlocks } from '../../../src/core/language/syntax.ts';

const requestsOf = (text: string) =>
  requestBlocks(parseDocument(markdownRequests(text))).map(({ syntax, line }) => [
    syntax.requestLine.target[0]?.text,
    line + syntax.requestLine.line,
  ]);

describe('requests in Markdown', () => {
  for (const [what, text, requests] of [
    [
      'one in each fence',
      '# T\n```http\nGET https://a.io\n```\ntext\n~~~rest\nGET https://b.io\n~~~',
      [
        ['https://a.io', 2],
        ['https://b.io', 6],
      ],
    ],
    [
      'several in a fence',
      '```http\nGET https://a.io\n###\nGET https://b.io\n```',
      [
        ['https://a.io', 1],
        ['https://b.io', 3],
      ],
    ],
    ['none in other fences', '```sh\nGET https://a.io\n```', []],
    ['a fence in a fence of another', '````md\n```http\nGET https://a.io\n```\n````', []],
    ['a fence that is never closed', '```http\nGET https://a.io', [['https://a.io', 1]]],
    ['an indented fence', 'x\r\n  ```HTTP\r\nGET https://a.io\r\n  ```\r\n', [['https://a.io', 2]]],
    ['no fence', 'GET https://a.io', []],
  ] as const) {
    test(what, () => expect(requestsOf(text)).toEqual(requests));
  }

  test('has the length and the lines of the text', () => {
    const parts = fc.constantFrom('```', '```http', '~~~', '\n', '\r', '\r\n', ' ', 'GET https://a.io', '#', '\ufeff', 'é\ud800');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        const requests = markdownRequests(text);
        expect([requests.length, requests.match(/[\r\n]/g)]).toEqual([text.length, text.match(/[\r\n]/g)]);
      }),
    );
  });
});
