// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKeyVaultSecretIdentifier, SecretClient } from '@azure/keyvault-secrets';
import { all, clientOptions, credentialOf, embedded, quickly, refusal, watched, wholeSurface } from './embedded.mjs';

const client = watched(new SecretClient(embedded.localUrl, credentialOf(), clientOptions));

test('the first call is a write: challenge, token, and the body arrives', async () => {
  const fresh = new SecretClient(embedded.localUrl, credentialOf(), clientOptions);
  assert.equal((await fresh.setSecret('first-write', 'arrived')).value, 'arrived');
  assert.equal((await client.getSecret('first-write')).value, 'arrived');
});

test('set, get, versions, update', async () => {
  const expiresOn = new Date('2030-01-02T03:04:05Z');
  const one = await client.setSecret('s-whole', 'one', { contentType: 'text/plain', tags: { a: 'b' }, enabled: true });
  const two = await client.setSecret('s-whole', 'two', { expiresOn, notBefore: new Date('2020-01-01T00:00:00Z') });
  assert.equal((await client.getSecret('s-whole')).value, 'two');
  const old = await client.getSecret('s-whole', { version: one.properties.version ?? '' });
  assert.equal(old.value, 'one');
  assert.deepEqual(old.properties.tags, { a: 'b' });
  assert.equal(old.properties.recoverableDays, 90);
  assert.equal(two.properties.expiresOn?.getTime(), expiresOn.getTime());
  assert.equal(parseKeyVaultSecretIdentifier(two.properties.id ?? '').version, two.properties.version);
  const updated = await client.updateSecretProperties('s-whole', one.properties.version ?? '', { enabled: false, contentType: 'x/y' });
  assert.equal(updated.enabled, false);
  const { statusCode, code } = await refusal(client.getSecret('s-whole', { version: one.properties.version ?? '' }));
  assert.deepEqual([statusCode, code], [403, 'Forbidden']);
  const versions = await all(client.listPropertiesOfSecretVersions('s-whole'));
  assert.deepEqual(versions.map(({ version }) => version).sort(), [one.properties.version, two.properties.version].sort());
});

test('lists are followed over all pages', async () => {
  for (let count = 0; count < 30; count += 1) await client.setSecret(`s-page-${count}`, 'x');
  const names = (await all(client.listPropertiesOfSecrets())).map(({ name }) => name);
  assert.equal(names.filter(name => name.startsWith('s-page-')).length, 30);
  assert.equal(new Set(names).size, names.length);
  const sizes = (await all(client.listPropertiesOfSecrets().byPage({ maxPageSize: 7 }))).map(page => page.length);
  assert.ok(sizes.length > 4 && sizes.every(size => size <= 7));
});

test('delete, list deleted, recover, purge', async () => {
  await client.setSecret('s-gone', 'value');
  const deleted = await (await client.beginDeleteSecret('s-gone', quickly)).pollUntilDone();
  assert.equal(deleted.name, 's-gone');
  assert.ok(deleted.scheduledPurgeDate);
  assert.equal((await client.getDeletedSecret('s-gone')).recoveryId, deleted.recoveryId);
  assert.ok((await all(client.listDeletedSecrets())).some(({ name }) => name === 's-gone'));
  assert.equal((await refusal(client.setSecret('s-gone', 'again'))).statusCode, 409);
  await (await client.beginRecoverDeletedSecret('s-gone', quickly)).pollUntilDone();
  assert.equal((await client.getSecret('s-gone')).value, 'value');
  await (await client.beginDeleteSecret('s-gone', quickly)).pollUntilDone();
  await client.purgeDeletedSecret('s-gone');
  assert.equal((await refusal(client.getDeletedSecret('s-gone'))).code, 'SecretNotFound');
});

test('backup and restore', async () => {
  await client.setSecret('s-kept', 'kept', { tags: { a: 'b' } });
  const backup = await client.backupSecret('s-kept');
  assert.ok(backup);
  assert.equal((await refusal(client.restoreSecretBackup(backup))).statusCode, 409);
  await (await client.beginDeleteSecret('s-kept', quickly)).pollUntilDone();
  await client.purgeDeletedSecret('s-kept');
  await new Promise(resolve => setTimeout(resolve, 2000));
  assert.equal((await client.restoreSecretBackup(backup)).name, 's-kept');
  assert.equal((await client.getSecret('s-kept')).value, 'kept');
});

test('refusals reach the caller in the words of the service', async () => {
  const missing = await refusal(client.getSecret('s-nothing'));
  assert.deepEqual([missing.statusCode, missing.code], [404, 'SecretNotFound']);
  assert.equal((await refusal(client.setSecret('s-large', 'x'.repeat(25_601)))).code, 'BadParameter');
  const reader = new SecretClient(embedded.localUrl, credentialOf('sample-reader'), clientOptions);
  assert.ok((await reader.getSecret('db-password')).value);
  const denied = await refusal(reader.setSecret('s-denied', 'x'));
  assert.deepEqual([denied.statusCode, denied.code], [403, 'Forbidden']);
  assert.match(denied.message, /setSecret\/action/);
});

wholeSurface(SecretClient.prototype);
