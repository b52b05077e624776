// @ts-check
// Under their own names the clients need no option of theirs: the challenge is verified as it is at the real services.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { all, credentialOf, embedded, ownNameOptions, refusal } from './embedded.mjs';

test('a vault under its own name: challenge verified, lists followed to port 443', async () => {
  const client = new SecretClient(embedded.vaultUrl, credentialOf(), ownNameOptions);
  assert.ok((await client.getSecret('db-password')).properties.id?.startsWith(`${embedded.vaultUrl}/secrets/`));
  const pages = await all(client.listPropertiesOfSecrets().byPage({ maxPageSize: 2 }));
  assert.ok(pages.length > 2);
});

test('a managed HSM under its own name answers with refusals of its own', async () => {
  const reader = new KeyClient(embedded.hsmUrl, credentialOf('sample-reader'), ownNameOptions);
  const { statusCode, code } = await refusal(reader.getKey('hsm-interop'));
  assert.deepEqual([statusCode, code], [403, 'AccessDenied']);
});
