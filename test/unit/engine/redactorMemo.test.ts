import { expect, test } from 'vitest';
import { Secret } from '../../../src/core/model/secret.ts';
import { redactorOf } from '../../../src/core/token/redactText.ts';
import { RedactorMemo } from '../../../src/engine/redactorMemo.ts';

const secretOf = (index: number): Secret => new Secret(`secret/${index}+value`);

test('removes what a redactor of its own would remove, whatever was asked for before', () => {
  const memo = new RedactorMemo();
  const all = Array.from({ length: 40 }, (_, index) => secretOf(index));
  const text = all.map(secret => `${secret.reveal()} ${encodeURIComponent(secret.reveal())}`).join(' ');
  for (const secrets of [[], ...all.map(secret => [secret]), all.slice(0, 2), all.slice(1, 3), all, all.slice(0, 1), []]) {
    expect(memo.of(secrets)(text)).toBe(redactorOf(secrets)(text));
  }
  memo.clear();
  expect(memo.of(all)(text)).toBe(redactorOf(all)(text));
});

test('the same secrets again have the same redactor', () => {
  const memo = new RedactorMemo();
  const redact = memo.of([secretOf(1)]);
  expect(memo.of([])).toBe(memo.of([]));
  expect(memo.of([secretOf(1)])).toBe(redact);
  expect(memo.of([secretOf(1), secretOf(2)])).not.toBe(redact);
});
