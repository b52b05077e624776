// @ts-check
// Under their own names the clients need no option of theirs: the challenge is verified as it is at the real services.
import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { all, credentialOf, embedded, refusal } from './embedded.mjs';

const port = Number(new URL(embedded.localUrl).port);
const agent = new Agent({ keepAlive: true });
// What `--connect-to` does: the name stays in TLS and in the Host header, the connection goes to our port.
Object.assign(agent, {
  createConnection: (/** @type {import('node:tls').ConnectionOptions} */ options) =>
    connect({ ...options, host: '127.0.0.1', port, servername: String(options.host) }),
});
const throughOurPort = {
  name: 'throughOurPort',
  sendRequest: (/** @type {any} */ request, /** @type {any} */ next) => next(Object.assign(request, { agent })),
};
const options = { additionalPolicies: [{ position: /** @type {const} */ ('perRetry'), policy: throughOurPort }] };

test('a vault under its own name: challenge verified, lists followed to port 443', async () => {
  const client = new SecretClient(embedded.vaultUrl, credentialOf(), options);
  assert.ok((await client.getSecret('db-password')).properties.id?.startsWith(`${embedded.vaultUrl}/secrets/`));
  const pages = await all(client.listPropertiesOfSecrets().byPage({ maxPageSize: 2 }));
  assert.ok(pages.length > 2);
});

test('a managed HSM under its own name: random bytes, a symmetric key, its own refusal', async () => {
  const credential = credentialOf();
  const client = new KeyClient(embedded.hsmUrl, credential, options);
  assert.equal((await client.getRandomBytes(16)).length, 16);
  const key = await client.createOctKey('hsm-interop', { hsm: true, keySize: 256 });
  const crypto = new CryptographyClient(key, credential, options);
  const plaintext = Buffer.alloc(32, 7);
  const { result } = await crypto.wrapKey('A256KW', plaintext);
  assert.deepEqual(Buffer.from((await crypto.unwrapKey('A256KW', result)).result), plaintext);
  const reader = new KeyClient(embedded.hsmUrl, credentialOf('sample-reader'), options);
  const { statusCode, code } = await refusal(reader.getKey('hsm-interop'));
  assert.deepEqual([statusCode, code], [403, 'AccessDenied']);
});
