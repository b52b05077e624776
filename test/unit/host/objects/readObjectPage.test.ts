import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readObjectPage } from '../../../../src/host/objects/readObjectPage.ts';

const url = 'https://contoso.vault.azure.net';
const secrets = { vault: 'contoso', objects: 'secrets', deleted: false } as const;
const keys = { vault: 'contoso', objects: 'keys', deleted: false } as const;
const page = (value: unknown, more: object = {}) => JSON.stringify({ value, ...more });
const one = { id: `${url}/secrets/db-password`, attributes: { enabled: true, created: 1, updated: 2 } };

describe('readObjectPage', () => {
  test('reads names and attributes of what the service lists', () => {
    const text = page([
      { ...one, attributes: { enabled: false, nbf: 5, exp: 9 }, managed: true, contentType: 'text/plain', tags: { a: 'b' } },
    ]);
    expect(readObjectPage(text, url, secrets)).toEqual({
      objects: [
        { name: 'db-password', id: `${url}/secrets/db-password`, enabled: false, notBefore: 5, expires: 9, managed: true, deleted: null },
      ],
      next: null,
      unreadable: 0,
    });
  });

  test('a key is named by its kid', () => {
    expect(readObjectPage(page([{ kid: `${url}/keys/k` }]), url, keys)?.objects.map(each => each.name)).toEqual(['k']);
  });

  test('a deleted object has its times, where they are told', () => {
    const list = { ...secrets, deleted: true };
    const text = page([{ ...one, recoveryId: `${url}/deletedsecrets/db-password`, deletedDate: 10, scheduledPurgeDate: 20 }, one]);
    expect(readObjectPage(text, url, list)?.objects.map(each => each.deleted)).toEqual([
      { at: 10, purgedAt: 20 },
      { at: null, purgedAt: null },
    ]);
  });

  test.each([
    ['the next page of the same vault, with its port written out', `${url}:443/secrets?a=1&$skiptoken=x`, '/secrets?a=1&$skiptoken=x'],
    ['no further page', null, null],
    ['another vault', 'https://evil.vault.azure.net/secrets?$skiptoken=x', null],
    ['another scheme', 'http://contoso.vault.azure.net/secrets', null],
    ['no address', 'secrets?page=2', null],
    ['something else', 7, null],
    ['a link longer than any', `${url}/secrets?${'x'.repeat(9000)}`, null],
    ['what would be a variable', `${url}/secrets?t={{$processEnv PATH}}`, '/secrets?t=%7B%7B$processEnv%20PATH%7D%7D'],
    ['what would be a second line', `${url}/secrets?t=\n# @flow rest`, '/secrets?t='],
  ])('nextLink names %s', (_, nextLink, next) => expect(readObjectPage(page([], { nextLink }), url, secrets)?.next).toBe(next));

  test.each([
    ['another vault', { id: 'https://evil.vault.azure.net/secrets/a' }],
    ['another kind', { id: `${url}/keys/a` }],
    ['a name that no object can have', { id: `${url}/secrets/a%0Ab` }],
    ['no name', { id: `${url}/secrets/` }],
    ['no id', { attributes: {} }],
    ['no object', 'x'],
  ])('an entry of %s is counted, not shown', (_, entry) =>
    expect(readObjectPage(page([entry, one]), url, secrets)).toMatchObject({ objects: [{ name: 'db-password' }], unreadable: 1 }),
  );

  test.each(['', '<!DOCTYPE html>', '[]', 'null', '{}', '{"value":{}}', '{"error":{"code":"Forbidden"}}'])('%j is no list', text =>
    expect(readObjectPage(text, url, secrets)).toBeUndefined(),
  );

  test('no text makes it throw, and no value of an entry comes through', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (value, nextLink) => {
        const read = readObjectPage(page([...value, { ...one, value: 'canary-secret' }], { nextLink }), url, secrets);
        expect(JSON.stringify(read)).not.toContain('canary-secret');
        expect(read?.objects.length ?? 0).toBe(value.length + 1 - (read?.unreadable ?? 0));
      }),
      { numRuns: 100 },
    );
  });
});
