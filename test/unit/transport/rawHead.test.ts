import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRawHead } from '../../../src/transport/rawHead.ts';

const read = (text: string) => readRawHead(Buffer.from(text, 'latin1'));

describe('the head of a response', () => {
  test('version, status, reason and header lines', () => {
    expect(read('HTTP/1.0 404 Not Found here\r\nA: b:c\r\na:  d \r\nno colon\r\n: empty')).toEqual({
      httpVersion: 'HTTP/1.0',
      status: 404,
      reason: 'Not Found here',
      headers: [
        ['A', 'b:c'],
        ['a', 'd'],
      ],
    });
  });

  test('no reason', () => expect(read('HTTP/1.1 200')).toMatchObject({ status: 200, reason: '' }));

  test.each(['HTTP/1.1 42 x', 'HTTP/1.1 abc', 'HTTP/1.1 ', 'HTTP/1.1 2000 x'])('%j has no status', text => {
    expect(read(text)?.status).toBeNaN();
  });

  test.each(['', 'SSH-2.0-x', 'HTTP/x 200', 'http/1.1 200 OK'])('%j is no head', text => expect(read(text)).toBeUndefined());

  test('any bytes are read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const head = readRawHead(Buffer.concat([Buffer.from('HTTP/1.1 '), bytes]));
        expect(head === undefined || Number.isNaN(head.status) || (head.status >= 0 && head.status <= 999)).toBe(true);
      }),
    );
  });
});
