import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/core/language/parseDocument.ts';
import { isSameRequest, requestKeys } from '../../../src/core/language/requestKey.ts';

const keysOf = (text: string) => [...requestKeys(parseDocument(text)).values()];

/** Where each request of a text stands after an edit: its place in the new text, or none. */
function foundAgain(before: string, after: string): readonly (number | null)[] {
  const now = keysOf(after);
  return keysOf(before).map(key => {
    const found = now.flatMap((other, index) => (isSameRequest(key, other) ? [index] : []));
    expect(found.length).toBeLessThan(2);
    return found[0] ?? null;
  });
}

describe('a request is found again', () => {
  test.each([
    ['GET /a', 'DELETE /b\n\n###\nGET /a', [1], 'below one that came'],
    ['DELETE /b\n\n###\nGET /a', 'GET /a', [null, 0], 'where the one above it went'],
    ['get /a', '# a note\nGET /a HTTP/1.1\nAccept: */*', [0], 'with other headers'],
    ['/a', 'GET /a', [0], 'as GET, where it names no method'],
    ['GET /a\n  ?x=1', 'GET /a?x=1', [0], 'on one line'],
    ['GET /a', 'GET /b', [null], 'not with another target'],
    ['GET /a', 'DELETE /a', [null], 'not with another method'],
    ['GET /a\n###\nGET /a\n\n1', 'GET /a\n###\nGET /a\n\n2', [0, 1], 'beside one that is like it'],
    ['GET /a\n###\nGET /a', 'GET /a', [0, null], 'not as the one that is like it'],
    ['### one\nGET /a', '### new\nGET /a\n\n### one\nGET /a', [1], 'by its name'],
    ['### one\nGET /a', '### one\nGET /b', [0], 'by its name, with another target'],
    ['### one\nGET /a', '### one\nDELETE /a', [null], 'not by its name with another method'],
    ['### one\nGET /a', 'GET /a', [null], 'not without its name'],
    ['### s\nGET /a', '### s\nDELETE /a\n\n### s\nGET /a', [1], 'below another method that took its name'],
    ['### s\nGET /a', '### s\nGET /b\n\n### s\nGET /a', [1], 'below another target that took its name'],
    ['### s\nDELETE /a\n\n### s\nGET /a', '### s\nGET /a', [null, 0], 'when its name is its own again'],
    ['### s\nGET /a\n\n### s\nGET /b', '### s\nGET /c', [null, null], 'not by a name that it shared'],
  ])('%j, then %j', (before, after, places) => expect(foundAgain(before, after)).toEqual(places));
});

test('broken and disabled requests count: repairing one moves no other', () => {
  expect(keysOf('# @disabled\nGET /a\n###\nGET /a').map(({ place }) => place)).toEqual([1, 2]);
});
