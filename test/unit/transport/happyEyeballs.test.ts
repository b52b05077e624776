import { expect, test } from 'vitest';
import { interleaveFamilies } from '../../../src/transport/happyEyeballs.ts';

test.each<[string, string]>([
  ['a b', 'a b'],
  ['A B a b', 'A a B b'],
  ['a A B C', 'a A B C'],
  ['A B C a', 'A a B C'],
  ['a A b B c', 'a A b B c'],
  ['', ''],
])('families take turns: %j becomes %j', (given, expected) => {
  const addresses = given
    .split(' ')
    .filter(name => name !== '')
    .map(address => ({ address, family: address < 'a' ? (6 as const) : (4 as const) }));
  expect(
    interleaveFamilies(addresses)
      .map(entry => entry.address)
      .join(' '),
  ).toBe(expected);
});
