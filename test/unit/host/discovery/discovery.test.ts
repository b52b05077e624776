import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../../src/core/language/parseDocument.ts';
import { armItems } from '../../../../src/host/discovery/armLists.ts';
import { type ArmList, armOf, armRequest } from '../../../../src/host/discovery/armRequests.ts';
import { readSubscriptions, readTenants, readVaults } from '../../../../src/host/discovery/readArmList.ts';
import { planAll } from '../../../../src/host/send/planSend.ts';
import { anAnswer } from '../../builders/anAnswer.ts';

const arm = 'https://management.azure.com';
const subscription = '11111111-2222-3333-4444-555555555555';
const tenant = '66666666-7777-8888-9999-000000000000';
const caller = { credential: 'editor', tenant: null, arm, resource: null };
const page = (value: unknown, nextLink?: unknown) => JSON.stringify({ value, nextLink });

describe('armRequest', () => {
  test.each<[string, ArmList, string]>([
    ['tenants', { kind: 'tenants' }, '/tenants?api-version=2022-12-01'],
    ['subscriptions', { kind: 'subscriptions' }, '/subscriptions?api-version=2022-12-01'],
    [
      'vaults',
      { kind: 'vaults', subscription },
      `/subscriptions/${subscription}/providers/Microsoft.KeyVault/vaults?api-version=2023-07-01`,
    ],
    [
      'managed HSMs',
      { kind: 'hsms', subscription },
      `/subscriptions/${subscription}/providers/Microsoft.KeyVault/managedHSMs?api-version=2023-07-01`,
    ],
  ])('lists %s, token first', (_, list, path) => {
    const text = armRequest(list, { ...caller, tenant }, null);
    expect(parseDocument(text).problems).toEqual([]);
    expect(text).toContain(`# @tenant ${tenant}\n`);
    expect(planAll(text, { vaults: ['contoso'], isSample: false }).map(plan => plan.request)).toMatchObject([
      { method: 'GET', url: `${arm}${path}`, credential: 'editor', flow: 'rest' },
    ]);
  });

  test('names the resource where the address does not say it', () => {
    const text = armRequest({ kind: 'tenants' }, { ...caller, arm: 'https://localhost:8443', resource: arm }, null);
    expect(parseDocument(text).problems).toEqual([]);
    expect(text).toMatch(/^# @resource https:\/\/management\.azure\.com$/m);
  });

  test.each([
    [undefined, 'https://management.azure.com'],
    ['https://login.microsoftonline.us', 'https://management.usgovcloudapi.net'],
    ['https://login.chinacloudapi.cn/', 'https://management.chinacloudapi.cn'],
    ['https://adfs.contoso.example', 'https://management.azure.com'],
    ['no address', 'https://management.azure.com'],
  ])('authority %s: %s', (authority, expected) => {
    const credential = { name: 'a', kind: 'clientSecret', ...(authority === undefined ? {} : { authority }) } as const;
    expect(armOf(credential)).toBe(expected);
  });
});

describe('lists of the management plane', () => {
  test('subscriptions and tenants with their names, where they have one', () => {
    const subscriptions = page([{ subscriptionId: subscription, displayName: 'Pay as you go' }, { subscriptionId: 'x' }, null]);
    expect(readSubscriptions(subscriptions, arm)?.items).toEqual([{ id: subscription, name: 'Pay as you go' }]);
    const tenants = page([{ tenantId: tenant, defaultDomain: 'contoso.example' }, { tenantId: subscription }]);
    expect(readTenants(tenants, arm)?.items).toEqual([
      { id: tenant, name: 'contoso.example' },
      { id: subscription, name: subscription },
    ]);
  });

  test('vaults and managed HSMs with the origin of their data plane; an address of no known cloud is left out', () => {
    const id = `/subscriptions/${subscription}/resourceGroups/rg-1/providers/Microsoft.KeyVault/vaults/contoso`;
    const text = page([
      { id, location: 'westeurope', properties: { vaultUri: 'https://Contoso.vault.azure.net/', tenantId: tenant } },
      { properties: { hsmUri: 'https://big.managedhsm.azure.net/' } },
      { properties: { vaultUri: 'https://evil.example/' } },
      { properties: {} },
    ]);
    expect(readVaults(text, arm)?.items).toEqual([
      { name: 'contoso', url: 'https://contoso.vault.azure.net', place: 'rg-1 · westeurope', tenant },
      { name: 'big', url: 'https://big.managedhsm.azure.net', place: '', tenant: null },
    ]);
  });

  test.each([
    [`${arm}/subscriptions?page=2`, '/subscriptions?page=2'],
    [`${arm}:443/x?t={{y}}`, '/x?t=%7B%7By%7D%7D'],
    ['https://evil.example/subscriptions', null],
    ['http://management.azure.com/x', null],
    [undefined, null],
    [7, null],
  ])('nextLink %s', (link, next) => expect(readSubscriptions(page([], link), arm)?.next).toBe(next));

  test.each(['', '<html>', 'null', '{}', '{"value":1}'])('%j is no list', text => expect(readVaults(text, arm)).toBeUndefined());

  test('no text makes the readers throw', () =>
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (value, link) => {
        for (const read of [readTenants, readSubscriptions, readVaults]) read(page(value, link), arm);
      }),
      { numRuns: 100 },
    ));
});

describe('armItems', () => {
  const subscriptionsOf = (names: readonly string[], next?: string) =>
    anAnswer(
      200,
      page(
        names.map(name => ({ subscriptionId: subscription, displayName: name })),
        next,
      ),
    );

  test('reads page after page', async () => {
    const asked: string[] = [];
    const answers = [subscriptionsOf(['a'], `${arm}/subscriptions?page=2`), subscriptionsOf(['b'])];
    const result = await armItems({ kind: 'subscriptions' }, caller, readSubscriptions, async text => {
      asked.push(/GET (.*)/.exec(text)?.[1] ?? '');
      return answers.shift() ?? anAnswer(500);
    });
    expect(result).toMatchObject({ kind: 'items', items: [{ name: 'a' }, { name: 'b' }] });
    expect(asked).toEqual([`${arm}/subscriptions?api-version=2022-12-01`, `${arm}/subscriptions?page=2`]);
  });

  test('ends with the run that gave no list', async () => {
    const refused = anAnswer(403, '{"error":{}}', '403: no right');
    expect(await armItems({ kind: 'subscriptions' }, caller, readSubscriptions, async () => refused)).toEqual({
      kind: 'failed',
      run: refused,
    });
  });

  test('a list without an end is given up', async () => {
    let pages = 0;
    await armItems({ kind: 'subscriptions' }, caller, readSubscriptions, async () => {
      pages++;
      return subscriptionsOf(['a'], `${arm}/subscriptions?page=again`);
    });
    expect(pages).toBe(20);
  });
});
