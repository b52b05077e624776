import { describe, expect, test } from 'vitest';
import type { Run } from '../../../../src/core/model/run.ts';
import { english } from '../../../../src/core/model/translate.ts';
import { ObjectListings } from '../../../../src/host/objects/objectListings.ts';
import { objectNodes } from '../../../../src/host/objects/objectNodes.ts';
import type { VaultObject } from '../../../../src/host/objects/vaultObject.ts';
import { anAnswer } from '../../builders/anAnswer.ts';

const vault = { name: 'contoso', url: 'https://contoso.vault.azure.net' };
const secrets = { vault: 'contoso', objects: 'secrets', deleted: false } as const;
const now = 1_800_000_000;

const pageOf = (names: readonly string[], next: string | null = null) =>
  JSON.stringify({
    value: names.map(name => ({ id: `${vault.url}/secrets/${name}` })),
    nextLink: next === null ? null : `${vault.url}${next}`,
  });

/** A vault that answers one request after the other with what the test has for it. */
function setUp(...answers: readonly Run[]) {
  const asked: string[] = [];
  const rest = [...answers];
  const listings = new ObjectListings({
    vault: name => (name === vault.name ? vault : undefined),
    send: async (_, page, text) => {
      asked.push(`${page} ${/GET (.*)/.exec(text)?.[1]}`);
      const run = rest.shift();
      if (run === undefined) throw new Error('more requests than answers');
      return run;
    },
  });
  const shown = async () => {
    const known = listings.known(secrets);
    return known === undefined ? [] : objectNodes(secrets, known, undefined, now, english).map(node => node.label);
  };
  return { listings, asked, shown };
}

describe('ObjectListings', () => {
  test('asks for a page when it is opened, once, however often it is drawn', async () => {
    const { listings, asked, shown } = setUp(anAnswer(200, pageOf(['a', 'b'])));
    expect(listings.known(secrets)).toBeUndefined();
    await Promise.all([listings.open(secrets), listings.open(secrets)]);
    await listings.open(secrets);
    expect(asked).toEqual(['1 /secrets?api-version=7.6&maxresults=25']);
    expect(await shown()).toEqual(['a', 'b', 'Soft-deleted']);
  });

  test('reads on where the page before ended', async () => {
    const { listings, asked, shown } = setUp(anAnswer(200, pageOf(['a'], '/secrets?$skiptoken=2')), anAnswer(200, pageOf(['b'])));
    await listings.open(secrets);
    expect(await shown()).toEqual(['a', 'Load more', 'Soft-deleted']);
    await listings.more(secrets);
    expect(asked[1]).toBe('2 /secrets?$skiptoken=2');
    expect(await shown()).toEqual(['a', 'b', 'Soft-deleted']);
  });

  test('a failure stays until somebody asks again', async () => {
    const { listings, asked, shown } = setUp(anAnswer(403, '{"error":{}}', '403: no role'), anAnswer(200, pageOf(['a'])));
    await listings.open(secrets);
    await listings.open(secrets);
    expect([asked.length, await shown()]).toEqual([1, ['Retry']]);
    await listings.more(secrets);
    expect([asked.length, await shown()]).toEqual([2, ['a', 'Soft-deleted']]);
  });

  test('a failed later page keeps what was read, and is asked for again', async () => {
    const { listings, asked, shown } = setUp(
      anAnswer(200, pageOf(['a'], '/secrets?$skiptoken=2')),
      anAnswer(200, '<html>proxy</html>'),
      anAnswer(200, pageOf(['b'])),
    );
    await listings.open(secrets);
    await listings.more(secrets);
    expect(await shown()).toEqual(['a', 'Retry']);
    await listings.more(secrets);
    expect(asked.slice(1)).toEqual(['2 /secrets?$skiptoken=2', '2 /secrets?$skiptoken=2']);
    expect(await shown()).toEqual(['a', 'b', 'Soft-deleted']);
  });

  test('forgets the lists of one vault, and what is still on its way', async () => {
    const { listings } = setUp(anAnswer(200, pageOf(['a'])));
    const open = listings.open(secrets);
    listings.clear('other');
    listings.clear('contoso');
    await open;
    expect(listings.known(secrets)).toBeUndefined();
  });
});

describe('objectNodes', () => {
  const object: VaultObject = {
    name: 'a',
    id: `${vault.url}/secrets/a`,
    enabled: true,
    notBefore: null,
    expires: null,
    managed: false,
    deleted: null,
  };
  const day = 86_400;
  test.each<[string, Partial<VaultObject>, string, string]>([
    ['usable', {}, 'lock', ''],
    ['disabled', { enabled: false }, 'circle-slash', 'disabled'],
    ['expired', { expires: now - day }, 'warning', 'expired 2027-01-14'],
    ['expiring later', { expires: now + day }, 'lock', ''],
    ['not yet valid', { notBefore: now + day }, 'warning', 'not valid before 2027-01-16'],
    ['disabled and expired', { enabled: false, expires: now }, 'circle-slash', 'disabled · expired 2027-01-15'],
    ['of a certificate', { managed: true }, 'lock', 'belongs to a certificate'],
    ['soft-deleted', { deleted: { at: now - day, purgedAt: now + day } }, 'trash', 'deleted 2027-01-14 · purged 2027-01-16'],
  ])('%s', (_, over, icon, description) => {
    const listing = { objects: [{ ...object, ...over }], next: null, unreadable: 0, failure: null };
    expect(objectNodes(secrets, listing, undefined, now, english)[0]).toMatchObject({ kind: 'object', icon, description, url: object.id });
  });

  test('every line has an id of its own, a tooltip, a context value and a spoken label', () => {
    const listing = { objects: [object, { ...object, name: 'b' }], next: '/x', unreadable: 2, failure: null };
    const nodes = objectNodes(secrets, listing, undefined, now, english);
    expect(new Set(nodes.map(node => node.id)).size).toBe(nodes.length);
    for (const node of nodes) for (const text of [node.tooltip, node.contextValue, node.ariaLabel]) expect(text).not.toBe('');
  });
});
