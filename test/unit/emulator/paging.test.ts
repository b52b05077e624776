import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Call } from '../../../src/emulator/vault/operation.ts';
import { page } from '../../../src/emulator/vault/paging.ts';

const aCall = (query: string): Call => ({
  params: {},
  query: new URLSearchParams(query),
  body: '',
  accept: '',
  origin: 'https://kvhttp--sample.vault.azure.net',
  purgeProtection: false,
  now: 0,
  caller: { clientId: 'client', objectId: 'object', issuer: 'https://sts.windows.net/tenant/', address: '127.0.0.1' },
});

function walk(names: readonly string[], size: number, afterPage: (seen: number) => readonly string[] = () => names): readonly string[] {
  const seen: string[] = [];
  let query: string | undefined = `api-version=7.6&maxresults=${size}`;
  let current = names;
  while (query !== undefined) {
    const answer = page(
      aCall(query),
      'secrets',
      current,
      name => name,
      name => ({ id: name }),
    );
    const { value, nextLink } = JSON.parse(answer.body ?? '') as { value: { id: string }[]; nextLink: string | null };
    expect(value.length).toBeLessThanOrEqual(size);
    seen.push(...value.map(({ id }) => id));
    query = nextLink === null ? undefined : new URL(nextLink).search;
    current = afterPage(seen.length);
  }
  return seen;
}

const sortedNames = fc.uniqueArray(fc.stringMatching(/^[0-9a-z-]{1,40}$/), { maxLength: 80 }).map(names => names.toSorted());

test('the pages together are the list, in its order', () => {
  fc.assert(
    fc.property(sortedNames, fc.integer({ min: 1, max: 25 }), (names, size) => {
      expect(walk(names, size)).toEqual(names);
    }),
  );
});

test('an object that goes away between two pages does not hide another one', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  expect(walk(names, 2, () => names.filter(name => name !== 'c'))).toEqual(['a', 'b', 'd', 'e']);
});

test('any made-up skiptoken is answered, never thrown', () => {
  fc.assert(
    fc.property(fc.string(), token => {
      const query = new URLSearchParams({ 'api-version': '7.6', $skiptoken: token }).toString();
      const { status } = page(
        aCall(query),
        'secrets',
        ['a'],
        name => name,
        name => ({ id: name }),
      );
      expect([200, 400]).toContain(status);
    }),
  );
});
