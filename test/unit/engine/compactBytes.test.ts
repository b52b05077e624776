import { expect, test } from 'vitest';
import { compactBytes } from '../../../src/engine/compactBytes.ts';

test('bytes that are a part of a larger buffer get a buffer of their own, wherever they stand', () => {
  const shared = new TextEncoder().encode('other-token body');
  const value = { list: [{ bytes: shared.subarray(12) }], text: 'x', none: null };
  const compact = compactBytes(value);
  expect(compact).toEqual(value);
  expect(compact.list[0]?.bytes.buffer.byteLength).toBe(4);
  expect(value.list[0]?.bytes.buffer).toBe(shared.buffer);
});

test('what holds no such bytes stays the same object, also beside what does', () => {
  const whole = { bytes: new Uint8Array([1, 2]), items: ['a', { b: 1 }] };
  expect(compactBytes(whole)).toBe(whole);
  const compact = compactBytes({ whole, part: new Uint8Array([1, 2]).subarray(1) });
  expect(compact.whole).toBe(whole);
});
