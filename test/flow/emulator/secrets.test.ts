import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForTest, type TestVault } from './startForTest.ts';
import { type Ask, call, errorOf, json, type Reply, sampleHost } from './vaultClient.ts';

const version = 'api-version=7.6';
let vault: TestVault;

beforeAll(async () => {
  vault = await startForTest();
});
afterAll(() => vault.stop());

const ask = (method: string, path: string, body?: object | string, more: Partial<Ask> = {}): Promise<Reply> =>
  call(vault.info, { method, path, token: vault.info.tokens.valid, ...(body === undefined ? {} : { body }), ...more });

test('set, get by name and by version, update, list versions', async () => {
  const first = await ask('PUT', `/secrets/Round-Trip?${version}`, { value: 'one', contentType: 'text/plain', tags: { a: 'b' } });
  expect(first.status).toBe(200);
  expect(Object.keys(json(first))).toEqual(['value', 'contentType', 'id', 'attributes', 'tags']);
  await ask('PUT', `/secrets/round-trip?${version}`, { value: 'two', attributes: { enabled: true, nbf: 1, exp: 2 } });
  const latest = json(await ask('GET', `/secrets/ROUND-TRIP?${version}`));
  expect(latest).toMatchObject({ value: 'two', attributes: { nbf: 1, exp: 2, enabled: true } });
  expect(latest.id).toMatch(/\/secrets\/Round-Trip\//);

  const oldPath = new URL(String(json(first).id)).pathname;
  expect(json(await ask('GET', `${oldPath}?${version}`)).value).toBe('one');
  const updated = await ask('PATCH', `${oldPath}?${version}`, { tags: { c: 'd' }, attributes: { enabled: false } });
  expect(json(updated)).toMatchObject({ tags: { c: 'd' }, contentType: 'text/plain', attributes: { enabled: false } });
  expect(json(updated).value).toBeUndefined();
  expect(errorOf(await ask('GET', `${oldPath}?${version}`))).toMatchObject({ code: 'Forbidden', inner: 'SecretDisabled' });

  const versions = json(await ask('GET', `/secrets/round-trip/versions?${version}`)) as { value: { id: string; value?: string }[] };
  expect(versions.value.map(({ id }) => id)).toEqual(expect.arrayContaining([String(json(first).id), String(latest.id)]));
  expect(JSON.stringify(versions)).not.toContain('"two"');
});

test('names of the query have no case, and links keep what they say', async () => {
  const { nextLink } = json(await ask('GET', '/secrets?API-Version=7.4&MaxResults=2')) as { nextLink: string };
  expect(nextLink).toMatch(/:443\/secrets\?api-version=7\.4&\$skiptoken=[\w-]+&maxresults=2$/);
});

test('a list shows no value and ends with nextLink null', async () => {
  const list = json(await ask('GET', `/secrets?${version}`)) as { value: { id: string }[]; nextLink: string | null };
  expect(list.nextLink).toBeNull();
  expect(list.value.map(({ id }) => id)).toEqual(
    expect.arrayContaining(vault.info.objects.secrets.map(name => `https://${sampleHost}/secrets/${name}`)),
  );
  expect(JSON.stringify(list)).not.toContain('sample-not-a-secret');
});

test('paging: the links have the service form, lead on, and name each secret once', async () => {
  const seen: string[] = [];
  let path: string | undefined = `/secrets?${version}&maxresults=2`;
  for (let pages = 0; path !== undefined && pages < 50; pages += 1) {
    const list = json(await ask('GET', path)) as { value: { id: string }[]; nextLink: string | null };
    expect(list.value.length).toBeLessThanOrEqual(2);
    seen.push(...list.value.map(({ id }) => id));
    if (list.nextLink !== null) {
      expect(list.nextLink).toMatch(
        /^https:\/\/kvhttp--sample\.vault\.azure\.net:443\/secrets\?api-version=7\.6&\$skiptoken=[\w-]+&maxresults=2$/,
      );
    }
    path = list.nextLink === null ? undefined : list.nextLink.slice(`https://${sampleHost}:443`.length);
  }
  const all = json(await ask('GET', `/secrets?${version}`)) as { value: { id: string }[] };
  expect(seen).toEqual(all.value.map(({ id }) => id));
});

interface Row {
  readonly name: string;
  readonly ask: readonly [method: string, path: string, body?: object | string];
  readonly status: number;
  readonly code?: string;
  readonly inner?: string;
  readonly text?: string;
}

const tagsOf = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'x']));

const table: readonly Row[] = [
  {
    name: 'a missing secret',
    ask: ['GET', `/secrets/nothing-here?${version}`],
    ...{ status: 404, code: 'SecretNotFound', text: 'A secret with (name/id) nothing-here was not found in this key vault.' },
  },
  {
    name: 'a missing version',
    ask: ['GET', `/secrets/db-password/${'0'.repeat(32)}?${version}`],
    ...{ status: 404, code: 'SecretNotFound', text: `(name/id) db-password/${'0'.repeat(32)} was` },
  },
  { name: 'versions of a missing secret are empty', ask: ['GET', `/secrets/nothing-here/versions?${version}`], status: 200 },
  {
    name: 'a deleted secret that is none',
    ask: ['GET', `/deletedsecrets/nothing-here?${version}`],
    ...{ status: 404, code: 'SecretNotFound', text: 'Deleted Secret not found: nothing-here' },
  },
  {
    name: 'a disabled secret',
    ask: ['GET', `/secrets/disabled-secret?${version}`],
    ...{ status: 403, code: 'Forbidden', inner: 'SecretDisabled', text: 'Operation get is not allowed on a disabled secret.' },
  },
  { name: 'a secret past its exp is still given out', ask: ['GET', `/secrets/expired-secret?${version}`], status: 200 },
  { name: 'a slash after the name', ask: ['GET', `/secrets/db-password/?${version}`], status: 200 },
  { name: 'a doubled slash', ask: ['GET', `//secrets/db-password?${version}`], status: 200 },
  { name: 'an encoded query name', ask: ['GET', '/secrets/db-password?api%2Dversion=7.6'], status: 200 },
  { name: 'an encoded name', ask: ['GET', `/secrets/db%2Dpassword?${version}`], status: 200 },
  { name: 'another spelling of the collection', ask: ['GET', `/SECRETS/db-password?${version}`], status: 200 },
  { name: 'no api-version', ask: ['GET', '/secrets/db-password'], ...{ status: 400, code: 'BadParameter' } },
  {
    name: 'an unknown api-version',
    ask: ['GET', '/secrets/db-password?api-version=9.9'],
    ...{ status: 400, code: 'BadParameter', text: 'The specified version (9.9) is not recognized.' },
  },
  {
    name: 'a name with an underscore',
    ask: ['PUT', `/secrets/my_secret?${version}`, { value: 'x' }],
    ...{ status: 400, code: 'BadParameter', text: 'The request URI contains an invalid name: my_secret' },
  },
  { name: 'a name of 128 letters', ask: ['GET', `/secrets/${'a'.repeat(128)}?${version}`], ...{ status: 400, code: 'BadParameter' } },
  { name: 'a name of 127 letters', ask: ['PUT', `/secrets/${'a'.repeat(127)}?${version}`, { value: 'x' }], status: 200 },
  { name: 'a value of 25600 characters', ask: ['PUT', `/secrets/large?${version}`, { value: 'x'.repeat(25_600) }], status: 200 },
  {
    name: 'a value that is longer',
    ask: ['PUT', `/secrets/larger?${version}`, { value: 'x'.repeat(25_601) }],
    ...{ status: 400, code: 'BadParameter', text: '25600' },
  },
  { name: 'a body that is no JSON', ask: ['PUT', `/secrets/bad?${version}`, 'value=x'], ...{ status: 400, code: 'BadParameter' } },
  { name: 'a body without value', ask: ['PUT', `/secrets/bad?${version}`, {}], ...{ status: 400, code: 'BadParameter' } },
  { name: '15 tags', ask: ['PUT', `/secrets/tagged?${version}`, { value: 'x', tags: tagsOf(15) }], status: 200 },
  {
    name: '16 tags',
    ask: ['PUT', `/secrets/tagged?${version}`, { value: 'x', tags: tagsOf(16) }],
    ...{ status: 400, code: 'BadParameter' },
  },
  {
    name: 'a tag of 513 characters',
    ask: ['PUT', `/secrets/tagged?${version}`, { value: 'x', tags: { a: 'x'.repeat(513) } }],
    ...{ status: 400, code: 'BadParameter' },
  },
  {
    name: 'a content type of 256 characters',
    ask: ['PUT', `/secrets/typed?${version}`, { value: 'x', contentType: 'x'.repeat(256) }],
    ...{ status: 400, code: 'BadParameter' },
  },
  { name: 'maxresults 26', ask: ['GET', `/secrets?${version}&maxresults=26`], ...{ status: 400, code: 'BadParameter' } },
  ...['2.5', '1e1', '0x5', '%2B5', ''].map(
    (size): Row => ({
      name: `maxresults ${size}`,
      ask: ['GET', `/secrets?${version}&maxresults=${size}`],
      ...{ status: 400, code: 'BadParameter' },
    }),
  ),
  ...[{ enabled: 'no' }, { nbf: 'today' }, { exp: 1.5 }, { exp: -1 }].map(
    (attributes): Row => ({
      name: `attributes ${JSON.stringify(attributes)}`,
      ask: ['PUT', `/secrets/bad?${version}`, { value: 'x', attributes }],
      ...{ status: 400, code: 'BadParameter' },
    }),
  ),
  { name: 'maxresults 0', ask: ['GET', `/secrets?${version}&maxresults=0`], ...{ status: 400, code: 'BadParameter' } },
  { name: 'a made-up skiptoken', ask: ['GET', `/secrets?${version}&$skiptoken=abc`], ...{ status: 400, code: 'BadParameter' } },
  { name: 'a method that the path does not have', ask: ['POST', `/secrets/db-password?${version}`, {}], status: 405 },
];

for (const { name, ask: given, status, code, inner, text } of table) {
  test(`${name}: ${status}${code === undefined ? '' : ` ${code}`}`, async () => {
    const reply = await ask(...given);
    expect(reply.status).toBe(status);
    if (code === undefined) return;
    expect(errorOf(reply)).toMatchObject({ code, inner });
    if (text !== undefined) expect(errorOf(reply).message).toContain(text);
  });
}

test('the token is judged before the api-version, the path before both', async () => {
  expect((await call(vault.info, { path: '/secrets/db-password' })).status).toBe(401);
  const nowhere = await call(vault.info, { path: `/nowhere?${version}` });
  expect(nowhere.status).toBe(404);
  expect(nowhere.headers['www-authenticate']).toBeUndefined();
  expect(Object.keys(nowhere.headers).filter(name => name.startsWith('x-ms-'))).toEqual([]);
  expect(nowhere.headers['content-type']).toBe('text/html');
});

test('POST with X-HTTP-Method stands for the other methods', async () => {
  const reply = await ask('POST', `/secrets/tunnelled?${version}`, { value: 'x' }, { headers: { 'X-HTTP-Method': 'PUT' } });
  expect(json(reply).value).toBe('x');
});

test('soft delete: in-between states, name taken, recover', async () => {
  const path = `/secrets/short-lived?${version}`;
  const deletedPath = `/deletedsecrets/short-lived?${version}`;
  await ask('PUT', path, { value: 'x' });
  const deleted = await ask('DELETE', path);
  const seconds = Math.floor(vault.now() / 1000);
  expect(json(deleted)).toMatchObject({
    recoveryId: `https://${sampleHost}/deletedsecrets/short-lived`,
    deletedDate: seconds,
    scheduledPurgeDate: seconds + 90 * 86_400,
  });
  expect(json(deleted).value).toBeUndefined();
  expect((await ask('GET', path)).status).toBe(404);
  expect((await ask('GET', deletedPath)).status).toBe(404);
  expect(errorOf(await ask('PUT', path, { value: 'y' }))).toMatchObject({ code: 'Conflict', inner: 'ObjectIsBeingDeleted' });

  vault.advance(60_000);
  expect(json(await ask('GET', deletedPath))).toMatchObject({ deletedDate: seconds });
  expect((await ask('GET', `/deletedsecrets?${version}`)).body).toContain('/deletedsecrets/short-lived');
  expect(errorOf(await ask('PUT', path, { value: 'y' }))).toEqual({
    code: 'Conflict',
    inner: 'ObjectIsDeletedButRecoverable',
    message:
      'Secret short-lived is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.',
  });
  expect((await ask('POST', `/deletedsecrets/short-lived/recover?${version}`)).status).toBe(200);
  expect(errorOf(await ask('PUT', path, { value: 'y' }))).toMatchObject({ code: 'Conflict', inner: 'ObjectIsBeingRecovered' });
  vault.advance(60_000);
  expect(json(await ask('GET', path)).value).toBe('x');
});

test('purge: 204 without a body, then the name is free', async () => {
  const path = `/secrets/purged?${version}`;
  const deletedPath = `/deletedsecrets/purged?${version}`;
  await ask('PUT', path, { value: 'x' });
  await ask('DELETE', path);
  expect(errorOf(await ask('DELETE', deletedPath))).toMatchObject({ code: 'Conflict', inner: 'ObjectIsBeingDeleted' });
  vault.advance(60_000);
  const purged = await ask('DELETE', deletedPath);
  expect(purged.status).toBe(204);
  expect(purged.body).toBe('');
  expect(purged.headers['content-length']).toBeUndefined();
  vault.advance(60_000);
  expect((await ask('GET', deletedPath)).status).toBe(404);
  expect((await ask('PUT', path, { value: 'z' })).status).toBe(200);
});

test('backup and restore: the value does not travel, the name must be free', async () => {
  const path = `/secrets/backed-up?${version}`;
  const first = json(await ask('PUT', path, { value: 'canary-71c3' }));
  await ask('PUT', path, { value: 'second' });
  const backup = json(await ask('POST', `/secrets/backed-up/backup?${version}`));
  expect(Buffer.from(String(backup.value), 'base64url').toString()).not.toContain('canary-71c3');
  const restore = (): Promise<Reply> => ask('POST', `/secrets/restore?${version}`, backup);
  expect((await restore()).status).toBe(409);
  await ask('DELETE', path);
  vault.advance(60_000);
  expect(errorOf(await restore()).inner).toBe('ObjectIsDeletedButRecoverable');
  await ask('DELETE', `/deletedsecrets/backed-up?${version}`);
  vault.advance(60_000);
  const restored = await restore();
  expect(restored.status).toBe(200);
  expect(json(restored).value).toBeUndefined();
  expect(json(await ask('GET', path)).value).toBe('second');
  expect(json(await ask('GET', `${new URL(String(first.id)).pathname}?${version}`)).value).toBe('canary-71c3');
});

test('a made-up backup is refused', async () => {
  expect(errorOf(await ask('POST', `/secrets/restore?${version}`, { value: 'AAAA' })).code).toBe('BadParameter');
});
