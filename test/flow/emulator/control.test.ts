import { expect, test } from 'vitest';
import { faultNames } from '../../../src/core/model/faultName.ts';
import { noChanges, type TokenChanges } from '../../../src/core/model/tokenChanges.ts';
import { startForTest } from './startForTest.ts';
import { askToken, call, credentials, errorOf, json } from './vaultClient.ts';

const path = '/secrets/db-password?api-version=7.6';

test('a token ages when the clock is moved, and is young again when it is moved back', async () => {
  const vault = await startForTest();
  try {
    const token = await vault.control.mint(noChanges);
    const get = async (): Promise<number> => (await call(vault.info, { path, token })).status;
    expect(await get()).toBe(200);
    await vault.control.moveClock(3600);
    const late = await call(vault.info, { path, token });
    expect(errorOf(late).message).toContain('[TokenExpired]');
    expect(Date.parse(late.headers.date ?? '')).toBe(vault.now() + 3_600_000);
    expect((await call(vault.info, { path, token: await vault.control.mint(noChanges) })).status).toBe(200);
    await vault.control.moveClock(-3600);
    expect(await get()).toBe(200);
  } finally {
    await vault.stop();
  }
});

const seconds = (): number => Math.floor(Date.now() / 1000);
const lab: Readonly<Record<string, readonly [changes: () => Partial<TokenChanges>, status: number, text: string]>> = {
  'nothing changed': [() => ({}), 200, ''],
  'a slash too many': [() => ({ claims: { aud: 'https://vault.azure.net/' } }), 401, 'found: https://vault.azure.net/.'],
  'the app id of the service': [() => ({ claims: { aud: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093' } }), 200, ''],
  'expired ten seconds ago': [() => ({ claims: { exp: seconds() - 10 } }), 401, '[TokenExpired]'],
  'of the future': [() => ({ claims: { nbf: seconds() + 600 } }), 401, '[TokenNotYetValid]'],
  'another issuer': [() => ({ claims: { iss: 'https://sts.windows.net/other/' } }), 401, 'AKV10032'],
  'another key': [() => ({ header: { kid: 'other' } }), 401, 'AKV10046'],
  'a broken signature': [() => ({ signature: 'broken' }), 401, 'S2S17001'],
  'no signature': [() => ({ signature: 'none' }), 401, 'S2S17001'],
  'no expiry': [() => ({ without: ['exp'] }), 401, 'S2S17001'],
  'another caller': [() => ({ claims: { oid: '00000000-0000-4000-9000-000000000000' } }), 403, 'oid=00000000-0000-4000-9000-000000000000'],
};

test('token lab: one claim changed at a time, and the rule that fires', async () => {
  const vault = await startForTest();
  try {
    for (const [name, [changes, status, text]] of Object.entries(lab)) {
      const token = await vault.control.mint({ ...noChanges, ...changes() });
      const reply = await call(vault.info, { path, token });
      expect([reply.status, reply.body], name).toEqual([status, expect.stringContaining(text)]);
    }
    expect(vault.faults).toEqual([]);
  } finally {
    await vault.stop();
  }
});

test('a snapshot carries secrets with their versions and states to another start, and no key', async () => {
  const first = await startForTest();
  const { token, text } = await (async () => {
    try {
      const good = first.info.tokens.valid;
      await call(first.info, {
        method: 'PUT',
        path: '/secrets/mine?api-version=7.6',
        token: good,
        body: { value: 'one', tags: { a: 'b' } },
      });
      await call(first.info, { method: 'PUT', path: '/secrets/mine?api-version=7.6', token: good, body: { value: 'two' } });
      await call(first.info, { method: 'DELETE', path: '/secrets/api-key?api-version=7.6', token: good });
      first.advance(60_000);
      return { token: good, text: await first.control.snapshot() };
    } finally {
      await first.stop();
    }
  })();
  expect(text).not.toMatch(/PRIVATE|"d":|eyJ/);
  expect(text).not.toContain(token);
  const second = await startForTest('normal', { snapshot: text });
  try {
    const get = (name: string) => call(second.info, { path: `/${name}?api-version=7.6`, token: second.info.tokens.valid });
    expect(json(await get('secrets/mine')).value).toBe('two');
    expect(json(await get('secrets/mine/versions')).value).toHaveLength(2);
    expect((await get('secrets/api-key')).status).toBe(404);
    expect((await get('deletedsecrets/api-key')).status).toBe(200);
    expect(JSON.parse(await second.control.snapshot())).toEqual(JSON.parse(text));
  } finally {
    await second.stop();
  }
});

const listening = (): number => process.getActiveResourcesInfo().filter(name => name === 'TCPServerWrap').length;

for (const text of ['', '{}', '[]', '{"format":"kvhttp-embedded-vault","version":1,"secrets":[{"name":"../x","versions":[]}]}']) {
  test(`no snapshot, and nothing listens: ${text || 'nothing'}`, async () => {
    const before = listening();
    await expect(startForTest('normal', { snapshot: text })).rejects.toMatchObject({ name: 'SnapshotError' });
    expect(listening()).toBe(before);
  });
}

test('a fault strikes where it was set, and ends when it is taken back', async () => {
  const vault = await startForTest();
  const token = vault.info.tokens.valid;
  const get = () => call(vault.info, { path, token });
  const ask = () => askToken(vault.info, { ...credentials(vault.info), scope: 'https://vault.azure.net/.default' });
  try {
    await vault.control.setFault({ fault: 'portal-page', place: 'token' });
    expect([(await get()).headers['content-type'], (await ask()).headers['content-type']]).toEqual([
      'application/json; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
    await vault.control.setFault({ fault: 'portal-page', place: 'vault' });
    expect([(await get()).headers['content-type'], (await ask()).headers['content-type']]).toEqual([
      'text/html; charset=utf-8',
      'application/json; charset=utf-8',
    ]);
    await vault.control.setFault({ fault: 'reset', place: 'everywhere' });
    await expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await vault.control.setFault(null);
    expect((await get()).status).toBe(200);
  } finally {
    await vault.stop();
  }
});

test('no fault is a fault of the server itself, and it stops with one under way', async () => {
  const vault = await startForTest();
  try {
    for (const fault of faultNames.filter(name => name !== 'endless-body' && name !== 'stall')) {
      await vault.control.setFault({ fault, place: 'everywhere' });
      // What a client makes of it is the transport's test; here it only has to end.
      await call(vault.info, { path }).catch(() => undefined);
    }
    expect(vault.faults).toEqual([]);
    await vault.control.setFault({ fault: 'stall', place: 'vault' });
    const stalled = call(vault.info, { path, token: vault.info.tokens.valid }).catch(error => error);
    await vault.stop();
    expect(await stalled).toBeInstanceOf(Error);
  } finally {
    await vault.stop();
  }
});
