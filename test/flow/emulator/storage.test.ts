import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { call, errorOf, json, type Reply, tokenOf } from './vaultClient.ts';

let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const get = (path: string, token = vault.info.tokens.valid): Promise<Reply> => call(vault.info, { path, token });

test('managed storage accounts: list, page and get in the recorded form', async () => {
  const list = json(await get('/storage?api-version=7.0')) as unknown as { value: { id: string }[]; nextLink: null };
  expect(list.value.map(account => Object.keys(account))).toEqual(list.value.map(() => ['id', 'resourceId', 'attributes']));
  expect(list.nextLink).toBeNull();
  const [first] = list.value;
  const one = json(await get(`${new URL(first?.id ?? '').pathname}?api-version=7.0`));
  expect(Object.keys(one)).toEqual(['id', 'resourceId', 'activeKeyName', 'autoRegenerateKey', 'regenerationPeriod', 'attributes']);
  expect(one.id).toBe(first?.id);
  const page = json(await get('/storage?api-version=7.0&maxresults=1'));
  expect(page.nextLink).toContain(':443/storage?api-version=7.0&$skiptoken=');
  expect((await get('/storage/nothing?api-version=7.0')).status).toBe(404);
});

test('they have rights of their own, in either model', async () => {
  const reader = await tokenOf(vault.info, 'sample-reader');
  expect(errorOf(await get('/storage?api-version=7.0', reader))).toMatchObject({
    inner: 'ForbiddenByRbac',
    message: expect.stringContaining("'Microsoft.KeyVault/vaults/storageaccounts/read'"),
  });
  vault.setScenario('no-access-policy');
  expect(errorOf(await get('/storage?api-version=7.0')).message).toContain('does not have storage list permission');
  expect(errorOf(await get('/storage/samplestorage1?api-version=7.0')).message).toContain('does not have storage get permission');
  vault.setScenario('normal');
});
